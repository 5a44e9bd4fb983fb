"""Whose log somebody reads, and the names in it."""

from yearlight.people.models import Member
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer


def log_families(viewer: Viewer) -> frozenset[int]:
    """The families whose log the viewer reads: those whose people they see."""
    return frozenset(one for one in viewer.family_ids if viewer.may(Deed.SEE_PEOPLE, one))


def names(family_ids: frozenset[int]) -> tuple[dict[tuple[int, str], str], dict[str, str]]:
    """Everyone who belongs or belonged to these families: by family and account, and by public id. One query."""
    rows = Member.objects.filter(family_id__in=family_ids).values_list("family_id", "account_id", "public_id", "name")
    found = list(rows)
    by_account = {(family_id, str(account_id)): name for family_id, account_id, _id, name in found if account_id}
    return by_account, {public_id: name for _family, _account, public_id, name in found}
