import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yearlight.entries.markdown import LINK_REL, TAGS, excerpt, to_html, to_text


class Inventory(HTMLParser):
    """Which tags and attributes a piece of HTML holds, and whether each tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")


markdownish = st.text(alphabet="ab \n\t*_#>-+1.[](){}<>!`~\\&;:/'\"=|jh", max_size=200)
hostile = st.lists(
    st.sampled_from(
        [
            "<script>",
            "</p>",
            "<img src=x onerror=1>",
            "[a](",
            "javascript:",
            "data:text/html,",
            ")",
            "![",
            "](",
            "<http://a.b>",
            "> ",
            "\n",
            "* ",
            "&#106;",
            "&lt;",
            "<!--",
            "-->",
            "`",
            "```",
            "https://a.b",
            "//a.b",
            "/quiet/",
            "mailto:a@b.c",
            '"x" onclick="',
            "\0",
        ]
    )
).map("".join)


@given(st.text() | markdownish | hostile)
def test_any_text_gives_listed_tags_only(text: str) -> None:
    found = Inventory(to_html(text))
    assert found.tags <= TAGS
    assert found.open == []
    for tag, name, value in found.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel"), ("ol", "start")}
        if name == "href":
            assert re.match(r"(?i)(https?://|mailto:)", value or "")
        if name == "rel":
            assert value == LINK_REL


@given(st.text(alphabet="abcdefgåø אב١٢", min_size=1).map(str.strip).filter(bool))
def test_plain_words_survive_as_a_paragraph(words: str) -> None:
    assert to_html(words) == f"<p>{words}</p>"
    assert to_text(words) == words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Dear Emil,\nit snowed.", "<p>Dear Emil,<br>\nit snowed.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("*so* **very**", "<p><em>so</em> <strong>very</strong></p>"),
        ("# Large", "<h3>Large</h3>"),
        ("## Less", "<h3>Less</h3>"),
        ("### Small", "<h4>Small</h4>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("14. November", '<ol start="14">\n<li>November</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("    indented as in a letter", "<p>indented as in a letter</p>"),
        ("Dear Emil\n---", "<p>Dear Emil</p>\n<hr>"),
        ("2 < 3 & <b>", "<p>2 &lt; 3 &amp; &lt;b&gt;</p>"),
        (
            "[here](https://example.org/a?b=1&c)",
            f'<p><a href="https://example.org/a?b=1&amp;c" rel="{LINK_REL}">here</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](/sign-out/)", "<p>[x](/sign-out/)</p>"),
        ("[x](//elsewhere.example)", "<p>[x](//elsewhere.example)</p>"),
        ("`code`", "<p>`code`</p>"),
        ("", ""),
    ],
)
def test_the_listed_marks_are_kept(text: str, html: str) -> None:
    assert to_html(text) == html


def test_half_a_letter_from_elsewhere_is_taken() -> None:
    assert to_html("a\ud800b") == "<p>a?b</p>"


def test_words_are_left_without_their_marks() -> None:
    text = "# For *you*\n\nDear **Emil**,\nhere is [a tree](https://example.org).\n\n- one\n- two & \\* three\n\n> said"
    assert to_text(text) == "For you\n\nDear Emil,\nhere is a tree.\n\none\n\ntwo & * three\n\nsaid"


def test_an_excerpt_ends_between_words() -> None:
    assert (
        excerpt("Dear *Emil*,\n\nit snowed in the night, and the lake was still.", 30) == "Dear Emil, it snowed in the…"
    )


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("Dear **Emil**.\n\nIt snowed.", 30) == "Dear Emil. It snowed."


def test_an_excerpt_ends_in_no_hanging_sign() -> None:
    assert excerpt("He said, (and laughed) a little while after", 11) == "He said…"


def test_an_excerpt_of_a_script_without_spaces_is_cut_where_it_must_be() -> None:
    assert excerpt("雪" * 400, 20) == "雪" * 19 + "…"


@given(st.text() | markdownish, st.integers(1, 60))
def test_an_excerpt_is_one_line_and_never_too_long(text: str, letters: int) -> None:
    short = excerpt(text, letters)
    assert len(short) <= letters
    assert "\n" not in short


def test_an_excerpt_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError):
        excerpt("a", 0)
