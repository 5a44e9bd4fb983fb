"""Takes a message from its input as one that came back. Run with the folder's settings; prints what became of it."""

import json
import os
import sys

import django


def main() -> None:
    """Print what it was taken for, and how often each receiver's messages came back."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
    django.setup()
    from yearlight.core import clock  # noqa: PLC0415 - the settings come first
    from yearlight.reminders.actions import returned  # noqa: PLC0415
    from yearlight.reminders.models import Receiver  # noqa: PLC0415

    taken = returned.take(sys.stdin.buffer.read(), clock.now())
    counts = dict(Receiver.objects.values_list("account__email", "returned"))
    print(json.dumps({"taken": taken.value, "returned": counts}))


if __name__ == "__main__":
    main()
