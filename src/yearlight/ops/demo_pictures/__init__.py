"""The pictures of the demo family, drawn from numbers: no photograph, no person, nothing downloaded."""
