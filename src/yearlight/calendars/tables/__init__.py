"""What cannot be reckoned with a few sums, written by tools/calendar_tables.py. Read through the calendars only."""
