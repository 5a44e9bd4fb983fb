"""The years of a ritual as the lines of a table."""

from django.utils.translation import gettext as _

from yearlight.entries.markdown import to_text
from yearlight.rituals.kinds import Kind
from yearlight.rituals.shown import ActView, RitualView


def head_of(ritual: RitualView) -> list[str]:
    """What the columns are called."""
    return [words for words, _values in _columns(ritual, None)]


def row_of(ritual: RitualView, act: ActView) -> list[str]:
    """One act as a line below that head."""
    return [value for _words, value in _columns(ritual, act)]


def _columns(ritual: RitualView, act: ActView | None) -> list[tuple[str, str]]:
    """Each column with the act's value; a column stands there only if the ritual asks for it."""
    facts = act.facts if act else None
    columns = [(_("Year"), str(act.year) if act else ""), (_("Date"), act.entry.happened_on if act else "")]
    if ritual.kind is Kind.TREE:
        columns.append((_("Chapter"), act.chapter_words if act else ""))
    columns += [(_("What"), act.entry.title if act else ""), (_("Why this"), to_text(act.entry.body) if act else "")]
    if ritual.kind is Kind.GIFT:
        columns.append((_("For whom"), facts.for_whom if facts else ""))
        columns.append((_("Carried by"), facts.carried_by if facts else ""))
        if ritual.tells_age:
            columns.append((_("Age"), act.age if act else ""))
        if ritual.shows_cost:
            columns.append((_("Cost"), act.cost if act else ""))
    answered = {one.key: one.value for one in facts.own} if facts else {}
    return [*columns, *((one.name, answered.get(one.key, "")) for one in ritual.fields)]
