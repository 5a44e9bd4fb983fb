"""The story that Yearlight must serve: from an empty instance to the same day a year later, with several people at once.

    python -m trials.story [--pictures FOLDER [--small]]

A mother and a father keep a place for Jonah, who died in the pregnancy a year ago: a letter beside a picture that was
shut away, the day itself with its ceremony, a slideshow, kind words that become rituals, what is for nobody else, and
the day that comes back next year with the reminder that one of them wished for. Mara sits at a desk, Peter and the
grandmother have telephones, a friend comes by a link; each is in a browser of their own, on the real server, whose
clock is set to the days of the story. Every page is looked at 1280 and 390 pixels wide, by day and in the evening:
axe finds nothing, nothing is too wide, no script fails, nothing is asked of another host.

Left out is what there is not yet: the journal and sealed pages, what was said elsewhere, and book, film and archive.
Prints one line of JSON; exit code 0 where all is as the story says, 3 where this machine lacks something.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import expect, sync_playwright
from tests.browser import fixtures

from trials.story import steps
from trials.story.house import MOST_MS, House, lacking, mailbox


def main() -> int:
    """Live through the story, and tell what was not as it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of every page")
    parser.add_argument("--small", action="store_true", help="the pictures as they are kept in docs/pictures/story")
    options = parser.parse_args()
    if reason := lacking():
        print(reason, file=sys.stderr)
        return 3
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=MOST_MS)
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="yearlight-story-") as folder,
        mailbox() as (mail, port),
        sync_playwright() as driver,
    ):
        chromium = driver.chromium.launch(executable_path=fixtures.find_chromium(), args=fixtures.FLAGS)
        house = House(Path(folder), chromium, mail, port, pictures=options.pictures, is_small=options.small)
        try:
            steps.live(house)
        except Exception:
            house.broke_off()
            raise
        finally:
            house.close()
            chromium.close()
            printed = house.running.printed()
    told = {"pages": len(house.looked_at), "messages": len(mail.taken), "seconds": round(time.monotonic() - started)}
    print(json.dumps({**told, "bad": house.bad}))
    if house.bad:
        print(printed, file=sys.stderr)
    return 1 if house.bad else 0


if __name__ == "__main__":
    sys.exit(main())
