"""The gate: every row of a child reaches anybody through one of these."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from yearlight.children.models import Child, Joy, Opener
from yearlight.people.audience import visible_to
from yearlight.people.roles import Deed
from yearlight.people.viewer import Viewer

#: For how long what was put away can be brought back.
DAYS_AWAY = 30


def children(viewer: Viewer) -> QuerySet[Child]:
    """The children this viewer knows of: of families they write for, those of whom they see something, and themselves."""
    writes = [one for one in viewer.family_ids if viewer.may(Deed.WRITE, one)]
    rows = Child.objects.filter(member__family__in=viewer.family_ids, member__left_at=None)
    seen = joys(viewer).values("child")
    return rows.filter(Q(member__family__in=writes) | Q(member__in=viewer.member_ids) | Q(pk__in=seen))


def joys(viewer: Viewer) -> QuerySet[Joy]:
    """The joys this viewer may see.

    What a child wished hidden is seen by that child alone. What was handed over to a child is theirs
    to see, except what somebody wrote for themselves alone.
    """
    own = Q(child__member__in=viewer.member_ids)
    handed_over = own & Q(child__handed_over_at__isnull=False, audience__isnull=False)
    rows = Joy.objects.filter(child__member__family__in=viewer.family_ids, put_away_at=None)
    return rows.filter(visible_to(viewer) | handed_over).filter(Q(hidden_at=None) | own)


def changeable(viewer: Viewer, public_id: str) -> QuerySet[Joy]:
    """The joy of this id if this viewer may change it: who wrote it down."""
    writes = [one for one in viewer.family_ids if viewer.may(Deed.WRITE, one)]
    return joys(viewer).filter(public_id=public_id, writer__in=viewer.member_ids, child__member__family__in=writes)


def put_away(viewer: Viewer, *, now: datetime) -> QuerySet[Joy]:
    """What this viewer wrote down and put away, and can bring back."""
    rows = Joy.objects.filter(put_away_at__gt=now - timedelta(days=DAYS_AWAY), hidden_at=None)
    return rows.filter(writer__in=viewer.member_ids, child__member__family__in=viewer.family_ids)


def may_open(viewer: Viewer, family_id: int) -> bool:
    """Whether this viewer may open the children's view: a keeper, or somebody whom a keeper allowed."""
    seat = viewer.seat_in(family_id)
    if seat is None:
        return False
    return viewer.may(Deed.CHOOSE_FOR_CHILDREN, family_id) or Opener.objects.filter(member=seat.member_id).exists()


def families_to_open(viewer: Viewer) -> list[int]:
    """The families whose children's view this viewer may open."""
    return [one for one in sorted(viewer.family_ids) if may_open(viewer, one)]
