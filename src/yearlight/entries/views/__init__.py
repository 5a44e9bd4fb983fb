"""The edges: gate, form, one call, answer."""
