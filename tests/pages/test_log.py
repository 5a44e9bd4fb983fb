"""The log that families read: who did what and when, never what was written, and to each only what is theirs to know."""

import ast
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.conftest import Cast
from tests.rules.texts import SOURCE
from yearlight.core import audit, clock
from yearlight.core.models import AuditLine
from yearlight.pages import log
from yearlight.pages.log_words import KINDS
from yearlight.people import actions as people
from yearlight.people.actions import host, keepers, operators
from yearlight.people.roles import CircleKind
from yearlight.people.waiting import WaitKind

NOW = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)
ADDRESS = "/log/2026/11/"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def wrote(cast: Cast, who: str, verb: str, thing: str, thing_id: str = "", at: datetime = NOW) -> None:
    actor = str(cast.account(who).pk) if who else ""
    audit.note(actor=actor, family_id=cast.family.pk, verb=verb, thing=thing, thing_id=thing_id, now=at)


def read(cast: Cast, who: str = "keeper", address: str = ADDRESS) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200
    return answer.text


def test_keepers_read_who_did_what(cast: Cast) -> None:
    wrote(cast, "other_keeper", "make", "personal link", cast.relative.public_id)
    assert "Peter made a personal link for Ilse." in read(cast)


def test_the_present_month_is_shown_first_and_leads_to_the_others(cast: Cast) -> None:
    wrote(cast, "keeper", "join", "member", at=NOW - timedelta(days=70))
    wrote(cast, "other_keeper", "join", "member")
    text = read(cast, address="/log/")
    assert "Peter came in." in text
    assert "Mara came in." not in text
    assert '/log/2026/9/"' in text
    assert "Mara came in." in read(cast, address="/log/2026/9/")


def test_what_somebody_keeps_for_themselves_stands_in_their_own_log_alone(cast: Cast) -> None:
    own = make.make_letter(cast.person, cast.keeper)
    shared = make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY))
    for entry, verb in ((own, "put away"), (shared, "keep")):
        wrote(cast, "keeper", verb, "letter", entry.public_id)
    assert "Mara put a text away." in read(cast)
    other = read(cast, "other_keeper")
    assert "Mara kept a text." in other
    assert "put a text away" not in other


def test_a_picture_of_ones_own_and_a_circle_of_one_side_stay_theirs(cast: Cast) -> None:
    picture = make.make_picture(cast.person, cast.keeper)
    wrote(cast, "keeper", "add", "picture", picture.public_id)
    people.make_circle(cast.viewer("keeper"), family_id=cast.family.pk, name="Her side", now=NOW)
    assert "Mara added a photograph." in read(cast)
    assert "Mara made a circle." in read(cast)
    assert "Mara" not in read(cast, "other_keeper").partition('id="month"')[2].partition("</section>")[0]


def test_what_the_host_did_is_read_as_the_hosts(cast: Cast) -> None:
    host.lock(account=cast.account("relative").public_id, now=NOW)
    operators.set_quota(make.make_operator(), public_id=cast.family.public_id, megabytes=5, now=NOW)
    text = read(cast)
    assert "Whoever looks after this site closed an account." in text
    assert "Whoever looks after this site changed how much room there is for pictures." in text
    assert "host@example.org" not in text


def test_what_waits_and_who_stopped_it_is_read(cast: Cast) -> None:
    wait = keepers.end_keeper(cast.viewer("keeper"), public_id=cast.other_keeper.public_id, now=NOW)
    cast.client("other_keeper").post(f"/people/waits/{wait.public_id}/stop/")
    text = read(cast)
    assert "Mara asked that another keeper is one no longer. It waits 30 days." in text
    assert "Peter stopped something that waited." in text


def test_nothing_that_was_written_stands_in_it(cast: Cast) -> None:
    entry = make.make_letter(cast.person, cast.keeper, title="Zqx", body="Zqx", audience=cast.circle(CircleKind.FAMILY))
    wrote(cast, "keeper", "keep", "letter", entry.public_id)
    assert "Zqx" not in read(cast)


def test_the_stranger_reads_nothing_of_it(cast: Cast) -> None:
    wrote(cast, "keeper", "join", "member")
    assert "Mara" not in read(cast, "stranger")


def test_a_month_of_a_thousand_lines_asks_as_often_as_one_of_ten(cast: Cast) -> None:
    ids = [
        make.make_letter(cast.person, cast.keeper, audience=cast.circle(CircleKind.FAMILY)).public_id for _n in "123"
    ]
    counts = []
    for many in (10, 1000):
        actor = str(cast.account("other_keeper").pk)
        AuditLine.objects.bulk_create(
            AuditLine(at=NOW, family_id=cast.family.pk, actor=actor, verb="keep", thing="letter", thing_id=ids[one % 3])
            for one in range(many)
        )
        with CaptureQueriesContext(connection) as asked:
            found = log.month(cast.viewer("keeper"), NOW.date().replace(day=1))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(found.lines) == log.A_PAGE
    rest = log.month(cast.viewer("keeper"), NOW.date().replace(day=1), before=found.more)
    assert len(rest.lines) == log.A_PAGE


def test_a_month_that_is_none_is_not_there(cast: Cast) -> None:
    assert cast.client("keeper").get("/log/2026/13/").status_code == 404
    assert cast.client("keeper").get("/log/0/1/").status_code == 404


@pytest.mark.parametrize("kind", WaitKind)
def test_every_wait_is_told_from_asking_to_its_end(kind: WaitKind) -> None:
    assert {(kind.value, verb) for verb in ("ask for", "stop", "do", "lapse")} <= set(KINDS)


#: What is done to one's own messages is written down for no family.
_OF_NO_FAMILY = {
    "take part",
    "take no part",
    "add",
    "entry",
    "feed",
    "receiver",
    "device",
    "wish",
    "shared day",
    "look back",
    "account",
    "operator",
}


def test_every_word_that_is_noted_is_known() -> None:
    """Read from the source, so that a kind which no test writes is found too."""
    known = {word for kind in KINDS for word in kind} | _OF_NO_FAMILY
    noted = _noted()
    assert {"keep", "close", "let another read words first", "put on page"} <= set(noted), "the calls are found"
    assert {word: where for word, where in noted.items() if word not in known} == {}


def _noted() -> dict[str, str]:
    """Each word in a call of something that writes a line, with the file that it stands in."""
    found = {}
    for path in SOURCE.rglob("actions/**/*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and _name(call.func) in ("note", "_note", "_changed", "_deciding", "_settle"):
                inside = [one for argument in call.args for one in ast.walk(argument)]
                found.update({word: path.name for one in inside if (word := _word(one))})
    return found


def _word(one: ast.AST) -> str:
    return one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else ""


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )
