"""The order on paper: what a reader of PDFs finds in it, and which pages lie beside each other when it is folded."""

import io
import re
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.core import typeset
from yearlight.rituals import sheet
from yearlight.rituals.sheet import Paper, Sheet, SheetPart

#: Markup of every kind, which is nothing but letters here.
ODD = '#set page(fill: red) $a^2$ *b* _c_ `d` \\ <e> @f [g] // h /* i */ = j "k" #import "/etc/passwd"'

ORDER = Sheet(
    "By the rowan",
    ["For Jonah", "Saturday 14 November 2026, at four"],
    [
        SheetPart("The walk up from the gate", "Everyone; Jonas carries the lantern"),
        SheetPart(
            "The words we always read", "Miriam and Peter, by turns", "You were here.\nYou are named.\n\nEach year."
        ),
        SheetPart("Soup", "Ilse", ODD),
    ],
)


def _read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def _root(reader: pypdf.PdfReader) -> Any:
    """What a document says of itself."""
    return reader.trailer["/Root"]


def _fonts(page: Any) -> Any:
    return page["/Resources"]["/Font"]


def _structure(node: Any) -> list[str]:
    """The kinds of a document's parts, in the order in which they are read."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict):
        return []
    kids = node.get("/K", [])
    found = [str(node["/S"])] if "/S" in node else []
    for kid in kids if isinstance(kids, list) else [kids]:
        found += _structure(kid)
    return found


def test_a_sheet_is_tagged_named_and_read_in_its_order() -> None:
    reader = _read(sheet.pdf(ORDER, Paper.A5))
    root = _root(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "By the rowan"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    headings = [one for one in _structure(root["/StructTreeRoot"]) if re.fullmatch(r"/H\d", one)]
    assert headings == ["/H1", "/H2", "/H2", "/H2"]
    text = " ".join(reader.pages[0].extract_text().split())
    wanted = [
        "By the rowan",
        "For Jonah",
        "at four",
        "The walk up",
        "Jonas carries",
        "You were here.",
        "Each year.",
        "Soup",
        "Ilse",
    ]
    places = [text.index(one) for one in wanted]
    assert places == sorted(places)
    assert (reader.pages[0].mediabox.width, reader.pages[0].mediabox.height) == pytest.approx((419.5, 595.3), abs=0.1)


def test_what_is_written_is_never_a_command() -> None:
    text = _read(sheet.pdf(ORDER, Paper.A5)).pages[0].extract_text()
    squeezed = re.sub(r"\s+", "", text)
    assert re.sub(r"\s+", "", ODD) in squeezed


def test_large_print_has_one_step_a_page() -> None:
    reader = _read(sheet.pdf(ORDER, Paper.LARGE))
    assert [page.extract_text().split("\n")[0] for page in reader.pages] == [
        "By the rowan",
        "The walk up from the gate",
        "The words we always read",
        "Soup",
    ]
    assert _root(reader)["/MarkInfo"]["/Marked"]


def test_a_sheet_to_be_folded_has_four_pages_a_leaf() -> None:
    long = Sheet("Long", [], [SheetPart(f"Step {number}", "", "A line.\n" * 20) for number in range(6)])
    flat, folded = _read(sheet.pdf(long, Paper.A5)), _read(sheet.pdf(long, Paper.FOLDED))
    assert len(folded.pages) == 2 * -(-len(flat.pages) // 4)
    assert float(folded.pages[0].mediabox.width) > float(folded.pages[0].mediabox.height)


@pytest.mark.parametrize("text", ["אֵל מָלֵא רַחֲמִים", "اللهم اجعله لنا فرطاً", "雪が降った。"])
def test_every_script_has_its_letters(text: str) -> None:
    """A letter without a typeface is refused by the standard, so a sheet that is made has them all."""
    if not any(typeset.TYPEFACES.glob("*.ttf")):
        pytest.fail("No typefaces: make setup fetches them.")
    made = _read(sheet.pdf(Sheet("Order", [], [SheetPart(text, text, text)]), Paper.A5))
    fonts = {name for page in made.pages for name in _fonts(page)}
    assert fonts


@pytest.mark.parametrize(
    ("line", "language"), [("הנר נדלק ליד העץ", "he"), ("ولد يونس ومات عند الشجرة", "ar"), ("灯りをともす", "ja")]
)
def test_whoever_reads_the_sheet_aloud_finds_every_word_whole(line: str, language: str) -> None:
    """Some typefaces draw an Arabic letter in pieces, and a reader of the file then finds pieces of words."""
    made = sheet.pdf(Sheet(line, [], [SheetPart(line, "", line)], language, is_rtl=language != "ja"), Paper.A5)
    read = _read(made).pages[0].extract_text().split()
    assert [read.count(word) for word in line.split()] == [3] * len(line.split())


def test_a_letter_that_no_typeface_has_is_told_of_and_not_left_out() -> None:
    with pytest.raises(typeset.NotSet):
        sheet.pdf(Sheet("Order", [], [SheetPart("\U00012000")]), Paper.A5)


@given(st.integers(1, 60), st.booleans())
def test_folded_pages_are_read_in_their_order(pages: int, is_rtl: bool) -> None:
    found = sheet.sides(pages, is_rtl=is_rtl)
    assert sorted(page for side in found for page in side if page) == list(range(1, pages + 1))
    # Each leaf has a front and a back. Folded, the inner half of a front lies on the inner half of its back.
    read = {}
    for leaf in range(len(found) // 2):
        front, back = found[2 * leaf], found[2 * leaf + 1]
        if is_rtl:
            front, back = front[::-1], back[::-1]
        read[2 * leaf], read[2 * leaf + 1] = front[1], back[0]
        last = 2 * len(found) - 1
        read[last - 2 * leaf], read[last - 2 * leaf - 1] = front[0], back[1]
    assert [read[place] for place in range(2 * len(found))][:pages] == list(range(1, pages + 1))


def test_a_paragraph_has_the_way_of_its_first_letter_and_keeps_its_lines() -> None:
    assert sheet.paragraphs("One,\r\ntwo.\n\n \n12 אבא\n\n…", "rtl") == [
        {"direction": "ltr", "lines": ["One,", "two."]},
        {"direction": "rtl", "lines": ["12 אבא"]},
        {"direction": "rtl", "lines": ["…"]},
    ]
    assert sheet.paragraphs("  \n") == []
