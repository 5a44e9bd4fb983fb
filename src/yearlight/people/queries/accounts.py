"""What is asked of accounts."""

from yearlight.people.models import Account
from yearlight.people.viewer import Viewer


def first_account_id() -> int | None:
    """The account that was made first, by whoever had the link that is printed on the machine itself."""
    return Account.objects.order_by("pk").values_list("pk", flat=True).first()


def email_of(viewer: Viewer) -> str:
    """The e-mail address of whoever looks; empty for a stranger."""
    if viewer.account_id is None:
        return ""
    return Account.objects.values_list("email", flat=True).get(pk=viewer.account_id)
