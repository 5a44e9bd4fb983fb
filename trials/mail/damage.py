"""Messages that came back, damaged in every way that chance finds: the reader of them is to raise nothing, ever.

    python -m trials.mail.damage --seconds 120

Real ones are cut, doubled, turned, filled with noise and put into one another. Prints one line of JSON; the exit code
is 1 if anything was raised, or took longer than a second.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter

from tests.reminders.returns import report

from yearlight.reminders import bounces

_OURS = "<x7k2x7k2x7k2x7k2.0f@house.example>"
_HEADS = (
    b"Content-Type: message/rfc822\r\n\r\n",
    b'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\n',
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: text/plain; charset=\"no-such\"; name*0*=x''%ff\r\n",
    b"Content-Type: message/delivery-status\r\n\r\n",
    b"=?utf-8?q?=ff?= =?x?y?z?=\r\n",
    b"Status: 5.1.1\r\nAction: failed\r\n\r\n",
)


def main() -> int:
    """Damage and read for as long as asked; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, until, figures, slowest = random.Random(given.seed), time.monotonic() + given.seconds, Counter[str](), 0.0
    while time.monotonic() < until:
        data, began = _damaged(chance), time.process_time()
        try:
            # Not ``bounce_in``, which lets nothing through: what it holds back is counted.
            found = bounces._read(data)
        except Exception as fault:
            figures[f"held back: {type(fault).__name__}"] += 1
            found = bounces.bounce_in(data)
        figures["read" if found is None else found.kind.value] += 1
        slowest = max(slowest, time.process_time() - began)
    print(json.dumps({"trial": "mail.damage", "slowest": round(slowest, 3), "messages": dict(figures)}))
    return 1 if slowest > 1 else 0


def _damaged(chance: random.Random) -> bytes:
    data = bytearray(report(_OURS, is_whole=chance.random() < 0.5, status=chance.choice(("5.1.1", "4.4.7", "5.7.1"))))
    for _ in range(chance.randrange(1, 12)):
        at, length = chance.randrange(len(data) + 1), chance.randrange(200)
        match chance.randrange(5):
            case 0:
                del data[at : at + length]
            case 1:
                data[at:at] = chance.randbytes(length)
            case 2:
                data[at:at] = data[at : at + length] * chance.randrange(1, 40)
            case 3:
                data[at:at] = chance.choice(_HEADS) * chance.choice((1, 1, 2, 300))
            case 4:
                data[at : at + length] = data[at : at + length][::-1]
    return bytes(data)


if __name__ == "__main__":
    sys.exit(main())
