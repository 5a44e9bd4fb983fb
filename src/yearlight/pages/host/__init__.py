"""What whoever looks after the site sees of it: its health, and families in numbers."""
