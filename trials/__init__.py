"""Trials that take minutes: the real server, killed and cut off from power."""
