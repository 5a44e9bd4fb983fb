"""Reading of wishes, shared days and feeds."""
