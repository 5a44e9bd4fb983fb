"""What entries are found by."""

from yearlight.core import search
from yearlight.entries.models import Entry


def index_missing() -> int:
    """Index entries that have no terms yet, or those of an earlier recipe; returns how many."""
    return search.index_missing(Entry)
