"""The files that come with a form, kept and laid beside the entry it is about."""

from django.http import HttpRequest

from yearlight.core.errors import YearlightError
from yearlight.entries.actions import attach
from yearlight.keepsakes.actions import add_picture
from yearlight.keepsakes.refused import PictureRefused, sentence
from yearlight.memorials.here import Here
from yearlight.people.choices import audience_from
from yearlight.web import doors

#: What the page's own camera calls its pictures.
_TAKEN_HERE = "taken-here.jpg"


def bring(request: HttpRequest, at: Here, entry_id: str, *, audience: str, taken_here_on: str = "") -> list[str]:
    """Keep the files that came and lay them beside an entry; returns a sentence for each that was not kept.

    ``audience`` is the choice of the form as it was sent. What the page's own camera took knows of no day, and gets
    ``taken_here_on`` (EDTF, or empty).
    """
    files = request.FILES.getlist("pictures")
    if files and doors.is_too_often(request, "upload"):
        return [sentence("too_often")]
    audience_id = audience_from(at.viewer, at.person.family_id, audience)
    refused = []
    for file in files:
        incoming = getattr(file, "incoming", None)
        name = file.name or ""
        try:
            if incoming is None:
                raise PictureRefused(getattr(file, "refused", None) or "not_kept")
            added = add_picture(
                at.viewer,
                person=at.person,
                incoming=incoming,
                audience_id=audience_id,
                file_name=name,
                happened_on=taken_here_on if name == _TAKEN_HERE else "",
                now=at.now,
            )
            attach(at.viewer, person=at.person, entry_id=entry_id, picture_id=added.picture.public_id, now=at.now)
        except YearlightError as error:
            refused.append(f"{name}: {error.sentence}" if name else error.sentence)
        finally:
            if incoming is not None:
                incoming.discard()
    return refused
