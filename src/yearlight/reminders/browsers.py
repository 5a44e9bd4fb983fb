"""What a browser is called, from what it says of itself: its family and what it runs on, and nothing more exact."""

#: Marks in the order in which they must be looked for, since most browsers say that they are others as well.
_FAMILIES = (
    ("Firefox", ("Firefox/", "FxiOS/")),
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/")),
    ("Samsung Internet", ("SamsungBrowser/",)),
    ("Opera", ("OPR/",)),
    ("Chrome", ("Chrome/", "CriOS/")),
    ("Safari", ("Safari/",)),
)
_SYSTEMS = (
    ("iPhone", ("iPhone",)),
    ("iPad", ("iPad",)),
    ("Android", ("Android",)),
    ("Windows", ("Windows",)),
    ("Mac", ("Macintosh",)),
    ("Linux", ("Linux",)),
)


def called(user_agent: str) -> str:
    """Such as "Firefox, Android"; empty where nothing is known of it."""
    return ", ".join(filter(None, (_first(_FAMILIES, user_agent), _first(_SYSTEMS, user_agent))))


def _first(rows: tuple[tuple[str, tuple[str, ...]], ...], text: str) -> str:
    return next((name for name, marks in rows if any(mark in text for mark in marks)), "")
