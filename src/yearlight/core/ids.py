"""Random public ids, so that no address gives a count or an order away."""

import secrets

# No vowels and none of 0 1 l: an id can be read aloud and spells nothing.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
LENGTH = 16


def public_id() -> str:
    """A new id of 16 characters: about 77 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_public_id(text: str) -> bool:
    """Whether a text could be one of ours."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)
