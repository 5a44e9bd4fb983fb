"""What whoever looks after the machine does to an account is told, and what opens or removes can be stopped."""

import pytest
from django.core import mail

from tests import make
from tests.conftest import Cast
from tests.people.waited import DAY, NOW, do, ended, tell
from yearlight.core.errors import NotThere
from yearlight.people.actions import host, waits


def test_a_locked_account_is_signed_out_and_everyone_is_told(cast: Cast) -> None:
    client = cast.client("keeper")
    assert client.get("/").status_code == 200
    host.lock(account=cast.account("keeper").public_id, now=NOW)
    assert client.get("/").status_code == 302
    assert sorted(to for to, _subject in tell()) == ["mara@example.org", "peter@example.org"]
    assert "Nothing in it was opened" in str(mail.outbox[-1].body)
    host.unlock(account=cast.account("keeper").public_id, now=NOW)
    assert cast.client("keeper").get("/").status_code == 200
    with pytest.raises(NotThere):
        host.unlock(account=cast.account("keeper").public_id, now=NOW)


@pytest.mark.parametrize("who", ["keeper", "other_keeper"])
def test_a_recovery_is_told_and_stopped_by_owner_or_family(cast: Cast, who: str) -> None:
    wait = host.recover(account=cast.account("keeper").public_id, now=NOW)
    assert sorted(to for to, _subject in tell()) == ["mara@example.org", "peter@example.org"]
    waits.stop(cast.viewer(who), public_id=wait.public_id, now=NOW)
    tell(NOW + DAY)
    assert do(NOW + 8 * DAY) == 0


def test_the_host_can_take_back_what_is_the_hosts_alone(cast: Cast) -> None:
    of_host = host.recover(account=cast.account("keeper").public_id, now=NOW)
    host.stop(public_id=of_host.public_id, now=NOW)
    of_keeper = ended(cast)
    with pytest.raises(NotThere):
        host.stop(public_id=of_keeper.public_id, now=NOW)


def test_a_removed_account_takes_what_was_its_own_and_leaves_what_it_showed(cast: Cast) -> None:
    circle = make.circle(cast.family)
    shown = make.make_letter(cast.person, cast.keeper, audience=circle)
    own = make.make_letter(cast.person, cast.keeper)
    others = make.make_letter(cast.person, cast.other_keeper)
    host.delete(account=cast.account("keeper").public_id, now=NOW)
    tell()
    tell(NOW + 23 * DAY)
    assert do(NOW + 30 * DAY) == 1
    model = type(shown)
    assert set(model.objects.values_list("pk", flat=True)) == {shown.pk, others.pk}
    cast.keeper.refresh_from_db()
    assert (cast.keeper.account, cast.keeper.left_at, cast.keeper.name) == (None, NOW + 30 * DAY, "Mara")
    assert own.pk
    assert [to for to, _subject in tell(NOW + 30 * DAY)] == ["peter@example.org"]


def test_a_family_that_nobody_else_keeps_goes_with_its_account(cast: Cast) -> None:
    person = make.make_person(cast.stranger.family, "Ben")
    make.make_letter(person, cast.stranger)
    family = cast.stranger.family
    host.delete(account=cast.account("stranger").public_id, now=NOW)
    tell()
    tell(NOW + 23 * DAY)
    assert do(NOW + 30 * DAY) == 1
    assert not type(family).objects.filter(pk=family.pk).exists()
    assert type(cast.family).objects.filter(pk=cast.family.pk).exists()
