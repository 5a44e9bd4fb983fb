"""Changes to wishes, shared days and feeds."""
