"""Terms: what finds what, in the scripts that families write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.core.terms import MOST_ASKED, asked, terms


def finds(query: str, text: str) -> bool:
    """Whether each word asked for stands in the text, as the index would answer."""
    found = terms(text)

    def is_here(term: str) -> bool:
        whole = term.removesuffix("*")
        return any(one.startswith(whole) for one in found) if term.endswith("*") else whole in found

    words = asked(query)
    return bool(words) and all(any(is_here(one) for one in word) for word in words)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("snow", "It snowed in the night"),
        ("ete", "L’été d’avant"),
        ("été", "l'ete"),
        ("strasse", "In der Straße"),
        ("odegard", "Ødegård"),
        ("ΑΘΗΝΑ", "Αθήνας"),
        ("елка", "ёлка"),
        ("istanbul", "İSTANBUL"),
        ("jonah's rowan", "A rowan for Jonah"),
        ("בית", "הַבַּיִת"),
        ("הבית", "בבית"),
        ("שלום", "והשלום"),
        ("ثلج", "الثَّلج"),
        ("الثلج", "ثلج كثير"),
        ("امي", "أُمّي"),
        ("مكتبه", "المكتبة"),
        ("2018", "٢٠١٨"),
        ("雪", "東京で雪が降った"),
        ("東京", "東京で雪が降った"),
        ("ｱｲｳ", "アイウ"),
        ("눈", "한국에서 눈이 왔다"),
        ("한국", "한국에서 눈이 왔다"),
        ("नमस्ते", "नमस्ते दुनिया"),
        ("สวัส", "สวัสดีครับ"),
        ("2018", "2018-11-14"),
    ],
)
def test_a_word_finds_the_text_however_it_is_written(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("now", "It snowed"),
        ("sno rain", "It snowed"),
        ("sn", "It snowed"),
        ("京東", "東京で雪が降った"),
        ("कमल", "नमस्ते"),
        ("か", "が"),
        ("", "anything"),
        ("…", "anything"),
    ],
)
def test_another_word_does_not(query: str, text: str) -> None:
    assert not finds(query, text)


@given(st.text(max_size=200))
def test_every_text_is_found_by_itself(text: str) -> None:
    words = asked(text)
    assert len(words) <= MOST_ASKED
    assert finds(text, text) or not words


@given(st.text(max_size=200))
def test_terms_are_letters_digits_and_their_marks(text: str) -> None:
    """So that nothing in one is a sign of the database's language of searching."""
    assert all(one and not any(sign in one for sign in " \"'*:&|!()^+-\\\n\t\0") for one in terms(text))
