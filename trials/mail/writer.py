"""Somebody who answers by e-mail: makes them, looks into the mailbox, and reads what they have. Prints JSON."""

import json
import os
import sys

import django


def main() -> None:
    """``make ADDRESS…``: private addresses of new keepers. ``look``: the mailbox, once. ``read``: their drafts with pictures."""
    word, addresses = sys.argv[1], sys.argv[2:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yearlight.config.settings")
    django.setup()
    # These need the settings, so they come after them.
    from trials.mail.people import receivers  # noqa: PLC0415
    from yearlight.core import clock  # noqa: PLC0415
    from yearlight.entries.models import EntryDraft  # noqa: PLC0415
    from yearlight.ops.prepare import prepare  # noqa: PLC0415
    from yearlight.people.models import Account  # noqa: PLC0415
    from yearlight.reminders.jobs import look_into_mailbox  # noqa: PLC0415
    from yearlight.reminders.models import Receiver  # noqa: PLC0415
    from yearlight.reminders.private_address import address_of, new_key  # noqa: PLC0415

    now = clock.now()
    if word == "make":
        prepare(now=now)
        made = receivers(len(addresses), on=now.date(), now=now, each=1)
        for before, after in zip(made, addresses, strict=True):
            Account.objects.filter(email=before).update(email=after)
            Receiver.objects.filter(account__email=after).update(answers_to=new_key())
    elif word == "look":
        look_into_mailbox.func()
    drafts = [
        {
            "writer": one.writer.account.email if one.writer.account else "",
            "text": one.body,
            "pictures": [beside.picture.original.sha256 for beside in one.entry.attachments.order_by("position")],
        }
        for one in EntryDraft.objects.order_by("pk")
    ]
    to = {one.account.email: address_of(one.answers_to) for one in Receiver.objects.all() if one.account}
    print(json.dumps({"to": to, "drafts": drafts}))


if __name__ == "__main__":
    main()
