"""Makes the keeper and the place that a trial works on. Run with the folder's settings: ``python -m trials.seed``."""

import json

import django

EMAIL, PASSWORD = "mara@example.org", "rowan-lake-tram"


def main() -> None:
    """Found a family with one place, and print its address's part as JSON."""
    django.setup()
    # These need the settings, so they come after them.
    from allauth.account.models import EmailAddress  # noqa: PLC0415
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    from yearlight.core import clock  # noqa: PLC0415
    from yearlight.memorials import actions as memorials  # noqa: PLC0415
    from yearlight.people import actions as people  # noqa: PLC0415
    from yearlight.people import queries  # noqa: PLC0415

    now = clock.now()
    account = get_user_model().objects.create_user(EMAIL, PASSWORD, name="Mara")
    EmailAddress.objects.create(user=account, email=EMAIL, verified=True, primary=True)
    people.found_family(account, name="Mara", now=now)
    viewer = queries.viewer_of(account.pk)
    person = memorials.begin(viewer, family_id=viewer.seats[0].family_id, now=now)
    memorials.change_person(viewer, person=person, name="Jonah", begin_at=None, now=now)
    print(json.dumps({"slug": person.public_id}))


if __name__ == "__main__":
    main()
