from contextlib import suppress
from datetime import date

import edtf as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.calendars import day
from yearlight.calendars.edtf import Edtf, EdtfError, Fault, Precision, from_day, from_parts, parse


def bounds(found: Edtf) -> tuple[str | None, str | None]:
    first, last = (None if n is None else date.fromordinal(n).isoformat() for n in (found.first, found.last))
    return first, last


# The specification's own examples of levels 0 and 1 are among these, and our readings as the module states them.
KNOWN = [
    ("1985-04-12", Precision.DAY, "1985-04-12", "1985-04-12"),
    ("2020-02-29", Precision.DAY, "2020-02-29", "2020-02-29"),
    ("1985-04", Precision.MONTH, "1985-04-01", "1985-04-30"),
    ("2018-11-XX", Precision.MONTH, "2018-11-01", "2018-11-30"),
    ("1985", Precision.YEAR, "1985-01-01", "1985-12-31"),
    ("2018-XX", Precision.YEAR, "2018-01-01", "2018-12-31"),
    ("1985-XX-XX", Precision.YEAR, "1985-01-01", "1985-12-31"),
    ("201X", Precision.DECADE, "2010-01-01", "2019-12-31"),
    ("20XX", Precision.CENTURY, "2000-01-01", "2099-12-31"),
    ("2018-21", Precision.SEASON, "2018-03-01", "2018-05-31"),
    ("2018-22", Precision.SEASON, "2018-06-01", "2018-08-31"),
    ("2018-23", Precision.SEASON, "2018-09-01", "2018-11-30"),
    ("2018-24", Precision.SEASON, "2018-12-01", "2018-12-31"),
    ("1964/2008", Precision.INTERVAL, "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", Precision.INTERVAL, "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02", Precision.INTERVAL, "2004-02-01", "2005-02-28"),
    ("2018-11-14/2018-11-14", Precision.INTERVAL, "2018-11-14", "2018-11-14"),
    ("2018-21/2018-23", Precision.INTERVAL, "2018-03-01", "2018-11-30"),
    ("1985-04-12/..", Precision.INTERVAL, "1985-04-12", None),
    ("../1985-04", Precision.INTERVAL, None, "1985-04-30"),
    ("1985/", Precision.INTERVAL, "1985-01-01", None),
    ("/1985-04-12", Precision.INTERVAL, None, "1985-04-12"),
    ("XXXX-11-14", Precision.DAY_OF_YEAR, None, None),
    ("XXXX-02-29", Precision.DAY_OF_YEAR, None, None),
]


@pytest.mark.parametrize(("text", "precision", "first", "last"), KNOWN)
def test_a_date_has_its_bounds(text: str, precision: Precision, first: str | None, last: str | None) -> None:
    found = parse(text)
    assert (found.text, found.precision) == (text, precision)
    assert bounds(found) == (first, last)


@pytest.mark.parametrize(("text", "precision", "first", "last"), [known for known in KNOWN if "/" not in known[0]])
@pytest.mark.parametrize(
    ("mark", "approximate", "uncertain"), [("~", True, False), ("?", False, True), ("%", True, True)]
)
def test_a_mark_says_how_sure_and_moves_no_bound(
    text: str, precision: Precision, first: str | None, last: str | None, mark: str, approximate: bool, uncertain: bool
) -> None:
    found = parse(text + mark)
    assert (found.is_approximate, found.is_uncertain) == (approximate, uncertain)
    assert (found.text, found.precision, *bounds(found)) == (text + mark, precision, first, last)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("   ", Fault.EMPTY),
        ("yesterday", Fault.NOT_EDTF),
        ("14.11.2018", Fault.NOT_EDTF),
        ("2018-1-4", Fault.NOT_EDTF),
        ("20181114", Fault.NOT_EDTF),
        ("2018-XX-14", Fault.NOT_EDTF),
        ("2018-2X", Fault.NOT_EDTF),
        ("201X-11", Fault.NOT_EDTF),
        ("1XXX", Fault.NOT_EDTF),
        ("?2018", Fault.NOT_EDTF),
        ("2018-~11", Fault.NOT_EDTF),
        ("[1667,1668]", Fault.NOT_EDTF),
        ("2018/2019/2020", Fault.NOT_EDTF),
        ("2018-13", Fault.NO_SUCH_MONTH),
        ("2018-00", Fault.NO_SUCH_MONTH),
        ("2018-25", Fault.NO_SUCH_MONTH),
        ("2018-21-01", Fault.NO_SUCH_MONTH),
        ("XXXX-13-01", Fault.NO_SUCH_MONTH),
        ("2018-02-29", Fault.NO_SUCH_DAY),
        ("2018-11-31", Fault.NO_SUCH_DAY),
        ("2018-11-00", Fault.NO_SUCH_DAY),
        ("XXXX-02-30", Fault.NO_SUCH_DAY),
        ("0000", Fault.OUT_OF_RANGE),
        ("000X", Fault.OUT_OF_RANGE),
        ("-0044", Fault.OUT_OF_RANGE),
        ("-0044-03-15", Fault.OUT_OF_RANGE),
        ("Y170000002", Fault.OUT_OF_RANGE),
        ("Y-170000002", Fault.OUT_OF_RANGE),
        ("2018-11-14T06:10:00", Fault.HAS_TIME),
        ("2018-11-14T06:10:00Z", Fault.HAS_TIME),
        ("2018-11-14T06:10:00+01:00", Fault.HAS_TIME),
        ("../..", Fault.EMPTY_INTERVAL),
        ("/", Fault.EMPTY_INTERVAL),
        ("2019/2018", Fault.ENDS_BEFORE_IT_BEGINS),
        ("2018-11-15/2018-11-14", Fault.ENDS_BEFORE_IT_BEGINS),
        ("XXXX-11-14/2018", Fault.UNKNOWN_YEAR),
        ("XXXX", Fault.UNKNOWN_YEAR),
        ("XXXX-11", Fault.UNKNOWN_YEAR),
        ("XXXX-XX-14", Fault.UNKNOWN_YEAR),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(text: str, fault: Fault) -> None:
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert refused.value.code is fault


def test_spaces_and_small_letters_are_forgiven() -> None:
    assert parse("  197x ").text == "197X"


def test_an_interval_knows_its_two_ends() -> None:
    found = parse("2018-11~/..")
    assert found.start == parse("2018-11~")
    assert found.end is None
    assert found.is_approximate


def test_what_is_said_can_be_read_part_by_part() -> None:
    found = parse("2018-11-14")
    assert (found.year, found.month, found.day, found.season) == (2018, 11, 14, None)
    assert (parse("2018-23").season, parse("2018-23").month) == (23, None)
    assert (parse("XXXX-11-14").month, parse("XXXX-11-14").day, parse("XXXX-11-14").year) == (11, 14, None)


dates = st.dates().map(date.isoformat)
years = st.integers(1, 9999).map("{:04}".format)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
seasons = st.builds("{}-{}".format, years, st.integers(21, 24))
decades = st.integers(1, 999).map("{:03}X".format)
centuries = st.integers(1, 99).map("{:02}XX".format)
marks = st.sampled_from(["", "?", "~", "%"])
marked = st.builds("{}{}".format, dates | years | months, marks)
points = marked | st.builds("{}{}".format, seasons | decades | centuries, marks)


@given(points)
def test_a_point_lies_between_its_bounds_and_reads_back(text: str) -> None:
    found = parse(text)
    assert found.first is not None
    assert found.last is not None
    assert day.FIRST_DAY <= found.first <= found.last <= day.LAST_DAY
    assert parse(found.text) == found


@given(marked | seasons | decades | centuries)
def test_the_bounds_are_those_of_the_edtf_package(text: str) -> None:
    """Where that package is right: it refuses ``2018-23~``, fails on ``../2018`` and ``2018/..``,
    and gives an unknown end ten years. Those stand in the tables above."""
    theirs = oracle.parse_edtf(text)
    assert bounds(parse(text)) == tuple(
        "{:04}-{:02}-{:02}".format(*side[:3]) for side in (theirs.lower_strict(), theirs.upper_strict())
    )


@given(points, points)
def test_an_interval_reaches_from_its_start_to_its_end(one: str, other: str) -> None:
    a, b = sorted((parse(one), parse(other)), key=lambda point: (point.first or 0, point.last or 0))
    found = parse(f"{a.text}/{b.text}")
    assert (found.first, found.last, found.start, found.end) == (a.first, b.last, a, b)


@given(st.text(alphabet="0123456789XxYTZ-/.?~%[]{} \n", max_size=24) | st.text(max_size=40))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    with suppress(EdtfError):
        assert len(parse(text).text) <= 64


@given(st.dates())
def test_a_day_number_becomes_its_date(one: date) -> None:
    assert from_day(one.toordinal()).text == one.isoformat()


@pytest.mark.parametrize(
    ("day_", "month", "year", "text"),
    [
        ("14", "11", "2018", "2018-11-14"),
        (" 4", "3 ", "2018", "2018-03-04"),
        ("", "11", "2018", "2018-11"),
        ("", "", "2018", "2018"),
        ("14", "11", "", "XXXX-11-14"),
        ("١٤", "١١", "٢٠١٨", "2018-11-14"),
    ],
)
def test_the_fields_of_a_form_become_a_date(day_: str, month: str, year: str, text: str) -> None:
    found = from_parts(day_, month, year)
    assert found is not None
    assert found.text == text


def test_empty_fields_are_no_date() -> None:
    assert from_parts("", " ", "") is None
    assert from_parts("", "", "", about=True) is None


def test_about_marks_the_whole_as_approximate() -> None:
    found = from_parts("", "11", "2018", about=True)
    assert found is not None
    assert (found.text, found.is_approximate) == ("2018-11~", True)


@pytest.mark.parametrize("season", ["23", "autumn"])
def test_a_season_is_taken_by_name_or_number(season: str) -> None:
    found = from_parts("", "", "2018", season=season)
    assert found is not None
    assert found.text == "2018-23"


@pytest.mark.parametrize(
    ("fields", "season", "fault"),
    [
        (("14", "", ""), "", Fault.UNKNOWN_YEAR),
        (("", "11", ""), "", Fault.UNKNOWN_YEAR),
        (("", "", ""), "autumn", Fault.UNKNOWN_YEAR),
        (("14", "", "2018"), "", Fault.UNKNOWN_MONTH),
        (("", "11", "2018"), "autumn", Fault.MONTH_AND_SEASON),
        (("14", "11", "18"), "", Fault.SHORT_YEAR),
        (("14", "November", "2018"), "", Fault.NOT_A_NUMBER),
        (("14", "11", "20¹8"), "", Fault.NOT_A_NUMBER),
        (("1" * 5000, "11", "2018"), "", Fault.NOT_A_NUMBER),
        (("31", "11", "2018"), "", Fault.NO_SUCH_DAY),
        (("100", "11", "2018"), "", Fault.NO_SUCH_DAY),
        (("14", "21", "2018"), "", Fault.NO_SUCH_MONTH),
        (("", "21", "2018"), "", Fault.NO_SUCH_MONTH),
        (("", "0", "2018"), "", Fault.NO_SUCH_MONTH),
        (("14", "11", "20188"), "", Fault.OUT_OF_RANGE),
        (("14", "11", "0000"), "", Fault.OUT_OF_RANGE),
        (("", "", "2018"), "fall", Fault.NO_SUCH_SEASON),
        (("", "", "2018"), "11", Fault.NO_SUCH_SEASON),
    ],
)
def test_fields_that_make_no_date_are_refused_by_name(fields: tuple[str, str, str], season: str, fault: Fault) -> None:
    with pytest.raises(EdtfError) as refused:
        from_parts(*fields, season=season)
    assert refused.value.code is fault
