"""Messages about days against real mail servers: that nobody gets one twice, and that each arrives as it was written."""
