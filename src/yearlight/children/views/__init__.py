"""Pages: gate, form, one call, answer."""
