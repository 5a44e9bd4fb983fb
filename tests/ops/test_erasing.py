"""A place or an account that is removed: nothing of it stays in any table, and nothing of others goes with it."""

import contextlib
from collections.abc import Callable
from datetime import timedelta

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey

from tests import make
from tests.conftest import Cast
from tests.people.waited import do, tell
from tests.rules.addresses import ROWS
from tests.rules.conftest import Things, things
from yearlight.memorials.models import Person
from yearlight.people.actions import host, keepers
from yearlight.people.models import Account, Family

__all__ = ["things"]

NOW, DAY = make.NOW, timedelta(days=1)
#: The folders whose addresses name things of a place.
_OF_A_PLACE = ("entries:", "keepsakes:", "memorials:", "rituals:", "words:", "pages:day", "reminders:leads")
#: Those that make real bytes, which are dear to make; the rows of pictures are there without them.
_DEAR = ("keepsakes:original", "keepsakes:rendition", "keepsakes:upload", "keepsakes:part")


def _one_of_everything(there: Things) -> None:
    for name in sorted(ROWS):
        if name.startswith(_OF_A_PLACE) and not name.startswith(_DEAR):
            # Some things are there once, whatever address they were made for.
            with contextlib.suppress(IntegrityError), transaction.atomic():
                there.names(name)


def _holding(model: type, pk: int) -> list[str]:
    """The tables with rows that name this row."""
    return [
        f"{table._meta.label}.{field.name}"
        for table in apps.get_models()
        for field in table._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is model
        if table._base_manager.filter(**{field.name: pk}).exists()
    ]


def _wait_out() -> None:
    tell(NOW)
    tell(NOW + 23 * DAY)
    assert do(NOW + 30 * DAY) == 1


def test_a_place_with_one_of_everything_is_removed_whole(things: Callable[[str], Things], cast: Cast) -> None:
    _one_of_everything(things("family"))
    other = make.make_person(cast.family, "Ada")
    make.make_letter(other, cast.keeper, audience=make.circle(cast.family))
    pk = cast.person.pk
    assert len(_holding(Person, pk)) >= 3
    keepers.erase_place(
        cast.viewer("keeper"), family_id=cast.family.pk, thing=cast.person.public_id, label="Jonah", now=NOW
    )
    _wait_out()
    assert not Person.objects.filter(pk=pk).exists()
    assert _holding(Person, pk) == []
    assert other.entries.count() == 1


def test_an_account_with_one_of_everything_is_removed_and_what_it_showed_stays(
    things: Callable[[str], Things], cast: Cast
) -> None:
    _one_of_everything(things("family"))
    account = cast.account("keeper")
    shown = cast.person.entries.filter(audience__isnull=False).count()
    assert shown
    host.delete(account=account.public_id, now=NOW)
    _wait_out()
    assert not Account.objects.filter(pk=account.pk).exists()
    assert _holding(Account, account.pk) == []
    assert cast.person.entries.filter(audience__isnull=False).count() == shown
    assert not cast.person.entries.filter(audience=None, opens_to=None, writer=cast.keeper).exists()


def test_the_family_of_the_only_keeper_is_removed_whole(things: Callable[[str], Things], cast: Cast) -> None:
    _one_of_everything(things("family"))
    keepers.leave(cast.viewer("other_keeper"), family_id=cast.family.pk, now=NOW)
    host.delete(account=cast.account("keeper").public_id, now=NOW)
    _wait_out()
    assert not Family.objects.filter(pk=cast.family.pk).exists()
    assert _holding(Family, cast.family.pk) == []
