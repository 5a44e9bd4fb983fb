"""Pages that gather several folders."""
