"""What only its writer could see is removed with their account."""

from collections.abc import Collection

from yearlight.entries.actions.beside_words import remove_enclosures
from yearlight.entries.models import Entry, EntryDraft, EntryVersion
from yearlight.memorials.actions import touch


def erase_own(member_ids: Collection[int]) -> None:
    """Remove what these members began, put away, or kept for themselves alone, in the caller's transaction.

    What they showed to others, or closed until a day that opens it to others, stays where it is.
    """
    EntryDraft.objects.filter(writer__in=member_ids).delete()
    EntryVersion.objects.filter(writer__in=member_ids, audience=None).exclude(entry__audience=None).delete()
    own = Entry.objects.filter(writer__in=member_ids, audience=None, opens_to=None)
    for person_id in set(own.values_list("person_id", flat=True)):
        touch(person_id)
    remove_enclosures(list(own.values_list("pk", flat=True)))
    own.delete()
