"""Figures: what pages, pictures and starts cost, each beside something that tells whether that is much."""
