"""What a page may ask a browser for. Whether it gets it is for the browser, and whoever sits before it, to say."""

#: The header in which a page says so.
HEADER = "Permissions-Policy"
_ASKED_FOR = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


def permissions(*may_ask: str) -> str:
    """The value of the header: the site itself may ask for these, nobody for anything else."""
    return ", ".join(f"{name}=({'self' if name in may_ask else ''})" for name in _ASKED_FOR)
