"""Edges of the places: the first run, and changing what was said."""
