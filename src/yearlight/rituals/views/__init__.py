"""Pages of what a family does again each year."""
