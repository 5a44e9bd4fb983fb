"""What is written and kept: letters, moments, kind words, and every earlier version."""

from typing import ClassVar

from django.db import models

from yearlight.core.bases import PublicIdModel
from yearlight.core.search import SearchedModel, TermsModel


class EntryKind(models.TextChoices):
    LETTER = "letter"
    MOMENT = "moment"
    REMEMBRANCE = "remembrance"
    KIND_WORD = "kind_word"
    ACT = "act"


class EntryState(models.TextChoices):
    DRAFT = "draft"
    WAITING = "waiting"
    KEPT = "kept"
    PUT_AWAY = "put_away"


class Entry(SearchedModel, PublicIdModel):
    """Something written, with one audience: its writer alone, or one circle."""

    SEARCHED: ClassVar = frozenset({"title", "body", "said_by", "happened_on"})

    family = models.ForeignKey("people.Family", on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    state = models.CharField(max_length=8, choices=EntryState.choices, default=EntryState.DRAFT)
    audience = models.ForeignKey("people.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    writer = models.ForeignKey("people.Member", on_delete=models.PROTECT, null=True, related_name="entries")
    #: The writer's name where it is no member's: a guest's, as they wrote it.
    said_by = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    #: Markdown, the subset of ``entries.markdown``.
    body = models.TextField(blank=True)
    happened_on = models.CharField(max_length=64, blank=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    language = models.CharField(max_length=16, blank=True)
    #: 0 while it was never kept; one more each time it is.
    revision = models.PositiveIntegerField(default=0)
    #: Who kept the text as it stands now; another keeper may have changed a letter.
    kept_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    is_chosen = models.BooleanField(default=False)
    #: Closed until this day, and then seen by ``opens_to``. Until a job has opened it the audience is
    #: none, so the one rule of who sees it needs to know nothing of days.
    opens_on = models.DateField(null=True)
    opens_to = models.ForeignKey("people.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    #: Who may open it before that day, if its writer chose somebody of that circle.
    opener = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    source_key = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state", "kind", "first_on"], name="entry_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="draft") | models.Q(audience=None), name="a_draft_is_its_writers"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_to=None) | models.Q(audience=None, opens_on__isnull=False),
                name="closed_until_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(opener=None) | models.Q(opens_to__isnull=False), name="opened_while_closed"
            ),
        ]


class EntryTerms(TermsModel):
    """What an entry is found by."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="terms_row")


class EntryVersion(models.Model):
    """A text as it was kept before, readable for as long as the entry is.

    It keeps the audience it had: what was written for oneself does not open
    with a later text that was written for others.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    audience = models.ForeignKey("people.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    happened_on = models.CharField(max_length=64, blank=True)
    #: Who kept this text.
    writer = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "revision"], name="a_revision_once")]


class EntryDraft(models.Model):
    """What one window is writing: saved every few seconds, seen by its writer alone.

    Each open window has its own row, so two windows or two people never
    write over each other; they meet only when a text is kept. Then the row is
    closed and emptied, and stays for a while: a save that arrives late, or a
    second press of the same button, finds it and does nothing.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="drafts")
    writer = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="drafts")
    window = models.CharField(max_length=32)
    base_revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    happened_on = models.CharField(max_length=64, blank=True)
    #: The audience to be, as the form's value ("me" or a circle's public id).
    audience = models.CharField(max_length=16, blank=True)
    opens_on = models.DateField(null=True)
    #: Who may open it before, as the form's value: a member's public id.
    opener = models.CharField(max_length=16, blank=True)
    #: Counts the saves of this window, so that a late answer never undoes a newer one.
    saves = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["writer", "window"], name="one_draft_for_a_window")]


class Attachment(models.Model):
    """A picture that lies beside an entry. It keeps its own audience."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="attachments")
    picture = models.ForeignKey("keepsakes.Picture", on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=0)
    #: What is said of the picture here alone; its own caption stands everywhere.
    line = models.CharField(max_length=300, blank=True)
    #: A sound that is played while the others are shown one after the other.
    is_beneath = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "picture"], name="a_picture_once_beside_an_entry"),
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(is_beneath=True), name="one_sound_beneath_an_entry"
            ),
        ]


class Standing(models.TextChoices):
    """What the keepers decided of a kind word. Its writer is told of none of these."""

    WAITING = "waiting"
    ON_PAGE = "on_page"
    BETWEEN_US = "between_us"
    PUT_AWAY = "put_away"


class KindWord(models.Model):
    """What belongs to a kind word alone.

    Whether anybody sees its entry follows from this row (``actions.standing.settle``),
    so the one rule of who sees an entry needs to know nothing of it.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="word")
    #: Whose window it was sent from: a second press of the same button finds it.
    sent_key = models.CharField(max_length=64, unique=True)
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.WAITING)
    #: Who sees it while it is on the page, or between the keepers.
    circle = models.ForeignKey("people.Circle", on_delete=models.PROTECT, null=True, related_name="+")
    #: Its writer wishes that nobody but the keepers reads it.
    is_for_keepers = models.BooleanField(default=False)
    #: A newer text and its writer's name below it, while the entry's own are those that were decided of.
    new_body = models.TextField(blank=True)
    new_said_by = models.CharField(max_length=120, blank=True)
    #: The picture beside the entry's own text, and the one beside the newer.
    enclosure = models.ForeignKey("keepsakes.Enclosure", on_delete=models.SET_NULL, null=True, related_name="+")
    new_enclosure = models.ForeignKey("keepsakes.Enclosure", on_delete=models.SET_NULL, null=True, related_name="+")
    #: The keepers let others see the word, and not the picture beside it.
    is_text_alone = models.BooleanField(default=False)
    #: Since when the newest text waits for a keeper; None where one has decided.
    waits_since = models.DateTimeField(null=True, db_index=True)
    #: When whoever reads first let the newest text through to the other keeper.
    passed_on_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    #: Taken from every page at the wish of somebody it names.
    hidden_at = models.DateTimeField(null=True)
    #: Who wished it by their own press. They stay named where a keeper shows the word again, and then they can only ask in person.
    wished_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    #: Whether no keeper has looked at that wish yet.
    wish_is_new = models.BooleanField(default=False)
    #: When a keeper noted that the family does every year what it tells of.
    yearly_at = models.DateTimeField(null=True)


class ReadsFirst(models.Model):
    """One keeper asked that another reads the kind words of a person before them."""

    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "asked_by"], name="one_reads_first")]


class Unheard(models.Model):
    """A member whose waiting words reach no keeper. They are not told."""

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey("people.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()


class Thanks(models.Model):
    """A line from a keeper to somebody who left words. It stands on their own page and goes nowhere else."""

    person = models.ForeignKey("memorials.Person", on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=300)
    made_by = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "to", "made_by", "words"], name="the_same_thanks_once")
        ]
