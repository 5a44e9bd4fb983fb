"""A table for other programs: whole again when it is read, and nothing in it is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.rituals.table import safe, table

_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=2), max_size=5))
def test_a_table_is_read_back_cell_by_cell(rows: list[list[str]]) -> None:
    text = table(["Year", "What"], rows)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [["Year", "What"], *([safe(one) for one in row] for row in rows)]


@given(_CELLS)
def test_no_cell_begins_a_formula_and_every_other_stays_as_it_is(cell: str) -> None:
    kept = safe(cell)
    assert kept in (cell, f"'{cell}")
    assert kept.lstrip()[:1] not in set("=+-@") or not kept.strip()


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)", "\uff1d1", "\r=1"])
def test_what_a_spreadsheet_would_run_becomes_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["A ball", "2025", "1-2", "“=”", ""])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert safe(cell) == cell
