"""Originals, which are never altered, and the pictures a family makes of them."""

from typing import ClassVar

from django.db import models

from yearlight.core.bases import PublicIdModel
from yearlight.core.search import SearchedModel, TermsModel


class Original(models.Model):
    """A file as it was given, named in the vault by its SHA-256."""

    family = models.ForeignKey("people.Family", on_delete=models.CASCADE, related_name="originals")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=40)
    #: Pixels as seen, so after the camera's orientation is applied; none of a sound, or of paper that cannot be drawn.
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    #: When its bytes were last read and compared, and what was wrong then, as a code of ``checking``; blank if nothing.
    checked_at = models.DateTimeField(null=True, db_index=True)
    damage = models.CharField(max_length=8, blank=True)
    #: 0: sizes not made yet. Otherwise the version of the recipe that made them.
    recipe = models.PositiveSmallIntegerField(default=0)
    #: Why the sizes cannot be made, as a code of ``derive``; blank if they can.
    fault = models.CharField(max_length=32, blank=True)
    #: How long a video or a sound lasts; 0 of everything else.
    duration_ms = models.PositiveBigIntegerField(default=0)
    #: By this id a telephone's picture and the moment around it know each other.
    asset_id = models.CharField(max_length=40, blank=True)
    #: The same as ``recipe`` and ``fault``, for what it is played as.
    play_recipe = models.PositiveSmallIntegerField(default=0)
    play_fault = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["family", "sha256"], name="an_original_once_in_a_family")]


class PictureState(models.TextChoices):
    KEPT = "kept"
    PUT_AWAY = "put_away"


class Picture(SearchedModel, PublicIdModel):
    """An original in its place: what it shows, when, by whom, and who sees it."""

    SEARCHED: ClassVar = frozenset(
        {"caption", "description", "taken_by", "people", "note_before", "happened_on", "transcript"}
    )

    family = models.ForeignKey("people.Family", on_delete=models.CASCADE, related_name="pictures")
    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="pictures")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="pictures")
    #: The moment around it, of a telephone's picture that moves when it is pressed.
    motion = models.ForeignKey(Original, on_delete=models.PROTECT, null=True, related_name="moved")
    motion_name = models.CharField(max_length=255, blank=True)
    #: Which moment of a video stands for it, as a number of ``sizes.MOMENTS``.
    moment = models.PositiveSmallIntegerField(default=0)
    audience = models.ForeignKey("people.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    #: Who added it; alone sees it where there is no audience.
    writer = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="pictures")
    caption = models.CharField(max_length=500, blank=True)
    #: What is to be seen, for those who cannot see it.
    description = models.CharField(max_length=1000, blank=True)
    taken_by = models.CharField(max_length=120, blank=True)
    #: Who is to be seen on it, as somebody wrote it: by hand alone, nothing looks at faces.
    people = models.CharField(max_length=500, blank=True)
    #: What is said in it, typed; lines that begin with a time are its captions too.
    transcript = models.TextField(max_length=20_000, blank=True)
    happened_on = models.CharField(max_length=64, blank=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    #: Shut away until wanted: shown as its words and "Show it", never by itself.
    is_shut_away = models.BooleanField(default=False)
    note_before = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    #: As the file says it; never shown to guests.
    taken_at_text = models.CharField(max_length=40, blank=True)
    #: Where it was taken, until a keeper wants it forgotten here; the original keeps it. Shown to keepers alone.
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    state = models.CharField(max_length=8, choices=PictureState.choices, default=PictureState.KEPT)
    put_away_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            # With all that the gate and the order ask for, so that a page is found without a look at the rows.
            models.Index(
                fields=["person", "state", "first_on", "id", "last_on", "audience", "writer", "original"],
                name="picture_by_day",
            )
        ]


class Mending(PublicIdModel):
    """Dates of several pictures that somebody changed at once, and can change back as they were for 30 days."""

    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="mendings")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    #: By the row number of each picture, its date before and the one it got, in EDTF.
    dates = models.JSONField()


class PictureTerms(TermsModel):
    """What a picture is found by."""

    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, primary_key=True, related_name="terms_row")


class Enclosure(PublicIdModel):
    """A picture that came with a kind word.

    It is no ``Picture``, so that no page of photographs, no cover and no search
    comes by it: it is shown beside its word, by the word's gate alone.
    """

    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="enclosures")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="enclosures")
    #: Whoever sent it.
    writer = models.ForeignKey("people.Member", on_delete=models.PROTECT, related_name="+")
    #: What is to be seen, for those who cannot see it.
    description = models.CharField(max_length=300, blank=True)
    #: As it was sent; only keepers are told.
    file_name = models.CharField(max_length=255, blank=True)
    came_at = models.DateTimeField()
    #: When it was found that no text of a word has it any more; 30 days later it is removed.
    let_go_at = models.DateTimeField(null=True)


class Upload(PublicIdModel):
    """A file on its way in parts, or one that just came. It answers to the account that began it alone."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="+")
    #: How many bytes it will have, and how many of them are written through to the disk.
    length = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    #: Counts the requests that brought a part: only the last of them writes.
    turn = models.PositiveIntegerField(default=0)
    #: What the sender says of it, which may be anything.
    file_name = models.CharField(max_length=255, blank=True)
    media_type_claimed = models.CharField(max_length=100, blank=True)
    sha256_told = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField()
    #: A day after the last part came.
    expires_at = models.DateTimeField(db_index=True)
    #: What it became, for whoever asks again because the answer did not arrive.
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(received__lte=models.F("length")), name="no_more_than_was_told")
        ]
