"""Acts as a table for other programs. Knows no Django.

A spreadsheet takes a cell that begins with one of a few signs for a formula,
and does what it says. What people wrote is never that: such a cell begins with
an apostrophe, which spreadsheets know as the sign of plain text.
"""

import csv
import io
from collections.abc import Iterable, Sequence

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: So that spreadsheets read the file as UTF-8.
_MARK = "\ufeff"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The whole file: a head, a line for each row, cells in quotes where they need it, lines ending as RFC 4180 has them."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in (head, *rows):
        writer.writerow([safe(one) for one in row])
    return _MARK + file.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula. Spaces before it do not hide one."""
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) or cell.lstrip().startswith(_BEGINS_A_FORMULA) else cell
