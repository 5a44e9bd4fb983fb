"""Who sees an entry or a picture: the one rule, as a filter."""

from django.db.models import Q

from yearlight.people.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """The rows this viewer may see, for tables with ``audience`` and ``writer``.

    No audience means: the writer alone. ``Viewer.sees`` says the same of one row.
    """
    return Q(audience__in=viewer.circle_ids) | Q(audience=None, writer__in=viewer.member_ids)
