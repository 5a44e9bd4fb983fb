"""Pages about the people of a family, and about oneself."""
