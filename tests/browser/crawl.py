"""Finds a page for every address by following the links of the site, as someone does who presses everything."""

import re
from collections import deque
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

_LINKS = re.compile(r'<a\b[^>]*?\shref="([^"#]+)"')
#: So many pages are opened at most; a place has many letters, which are one kind of page.
_MOST = 400
_EACH = 2


def found(request: APIRequestContext, starts: list[str]) -> dict[str, str]:
    """One address for each name of the list of addresses that links lead to from ``starts``."""
    pages: dict[str, str] = {}
    opened: dict[str, int] = {}
    waiting, seen = deque(starts), set(starts)
    while waiting and len(pages) < _MOST:
        address = waiting.popleft()
        name = _name(address)
        if not name or opened.get(name, 0) >= _EACH:
            continue
        opened[name] = opened.get(name, 0) + 1
        answer = request.get(address, max_redirects=0)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        pages.setdefault(name, address)
        for link in _LINKS.findall(answer.text()):
            target = _target(address, link.replace("&amp;", "&"))
            if target and target not in seen:
                seen.add(target)
                waiting.append(target)
    return pages


def _target(address: str, link: str) -> str:
    if link.startswith("?"):
        return address.partition("?")[0] + link
    return link if link.startswith("/") and not link.startswith("//") else ""


def _name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
