"""Days, dates known in part, and the light of the year. No Django, no clock, no files."""
