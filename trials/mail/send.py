"""Makes receivers, plans their messages and sends them. Run with the folder's settings; prints what it did as JSON."""

import json
import os
import sys
from datetime import datetime, timedelta

import django


def main() -> None:
    """``python -m trials.mail.send MOMENT ADDRESS…``: one receiver for each address, told in three scripts in turn."""
    moment, addresses = datetime.fromisoformat(sys.argv[1]), sys.argv[2:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
    django.setup()
    # These need the settings, so they come after them.
    from trials.mail.people import receivers  # noqa: PLC0415
    from yearlight.ops.prepare import prepare  # noqa: PLC0415
    from yearlight.people.models import Account  # noqa: PLC0415
    from yearlight.reminders.actions import planning, sending  # noqa: PLC0415
    from yearlight.reminders.models import Message  # noqa: PLC0415

    prepare(now=moment)
    # A family for each, so that each has a name of its own.
    names = ("Jonah", "יונה", "ヨナ")
    made = receivers(len(addresses), on=moment.date(), now=moment - timedelta(days=30), names=names, each=1)
    for before, after in zip(made, addresses, strict=True):
        Account.objects.filter(email=before).update(email=after)
    while planning.plan(moment):
        pass
    sending.send_due(lambda: moment)
    rows = Message.objects.values_list("receiver__account__email", "outcome", "public_id")
    print(json.dumps({email: [outcome, public_id] for email, outcome, public_id in rows}))


if __name__ == "__main__":
    main()
