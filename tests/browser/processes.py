"""Which tests keep to one process where two run: those that want what is dear to make.

A mark (``xdist_group``) would be the plain way to say it, but pytest 9.2 does not take the name that pytest-xdist
gives a marked test, and the mark has no effect.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

#: Files by what they share. The larger are begun first, and a test of no such file goes to whoever is free.
_SHARED = {
    # The demo family and its server; and apart from that another, in which things are done. Together they would keep one
    # process busy while the other has no more to do.
    "tests/browser/test_every_page.py": "demo",
    "tests/browser/test_children.py": "demo that changes",
    "tests/browser/test_ceremony.py": "demo that changes",
    "tests/browser/test_guests.py": "demo that changes",
    "tests/browser/test_kind_words.py": "demo that changes",
    "tests/browser/test_mending.py": "demo that changes",
    "tests/browser/test_messages.py": "demo that changes",
    "tests/browser/test_recordings.py": "demo that changes",
    "tests/browser/test_waits.py": "demo that changes",
    "tests/browser/test_say.py": "demo that changes",
    "tests/browser/test_show.py": "demo that changes",
    "tests/browser/test_left_to_open.py": "demo that changes",
    "tests/browser/test_rituals.py": "demo that changes",
    "tests/browser/test_year.py": "demo that changes",
    # Nothing is shared here; but begun last, they would keep one process busy while the other has no more to do.
    "tests/browser/test_story.py": "story",
}


class Together(LoadScopeScheduling):
    """Gives tests that share something to one process, one after the other, and every other test to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return _SHARED.get(nodeid.partition("::")[0], nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return Together(config, log)
