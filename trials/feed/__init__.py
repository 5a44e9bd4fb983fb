"""The calendar feed, held against the rules of RFC 5545 and against readers that others wrote."""
