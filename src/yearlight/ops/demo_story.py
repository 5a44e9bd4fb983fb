"""The demo family and its eight years: invented people, in the words they would write themselves.

A family's own words, so they are in one language and not translated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from yearlight.ops.demo_pictures.indoors import berries, candle, drawing, hat, parcel
from yearlight.ops.demo_pictures.outdoors import (
    AUTUMNS,
    DAWN,
    EVENING,
    NOON,
    WINTER,
    Autumn,
    beach,
    birches,
    lake,
    lanterns,
    rowan,
    snow,
    stones,
)
from yearlight.ops.demo_pictures.sheet import Sheet

#: Audiences by the family's circles; the first is the writer alone.
ME, KEEPERS, FAMILY, FRIENDS = "me", "keepers", "family", "friends"
MIRIAM, PETER = "Miriam", "Peter"

NAME = "Emil"
RELATION = "Our son, and brother to Ada and Jonas"
WEEKS = 38
DIED = (11, 14)
DUE = (12, 2)
LATITUDE = 59
TOLD = (
    "He was born a little after six in the morning, and it had snowed in the night. "
    "He had Peter’s chin and a great deal of dark hair.\n\n"
    "Every evening at eight he used to get the hiccups, and Ada said goodnight to him through the blanket."
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, counted in years from the one in which he died (0)."""

    year: int
    month: int
    day: int
    hour: int = 12


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: who took it when, what is said of it, and how it is drawn."""

    when: When
    draw: Callable[[], Sheet]
    caption: str
    description: str
    by: str = PETER
    audience: str = FAMILY
    #: A name by which an entry has it beside it, or the place its cover.
    name: str = ""
    is_shut_away: bool = False
    note_before: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter or a moment, with the pictures beside it by name."""

    when: When
    by: str
    title: str
    body: str
    audience: str = FAMILY
    kind: str = "letter"
    beside: tuple[str, ...] = ()
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A kind word, as it came."""

    when: When
    by: str
    body: str
    is_chosen: bool = False


_BARE = Autumn(("#b4bfc4", "#cfd5d5", "#e2e2da"), ("#a8a27a", "#6f7350"), ("#8a7a50", "#7d7048"), leafy=0, fog=0.5)

COVER = "window"

SHOTS: tuple[Shot, ...] = (
    Shot(When(0, 11, 14, 9), partial(snow, 41), "The field behind the hospital", "A field under new snow, a track of steps across it.", audience=KEEPERS, name="field"),
    Shot(When(0, 11, 14, 15), partial(hat, 42), "The hat that Ilse knitted", "A small knitted hat, blue with two cream stripes, lying on linen.", by=MIRIAM, audience=KEEPERS, name="hat", is_shut_away=True, note_before="The hat he wore at the hospital."),
    Shot(When(0, 11, 15, 7), partial(lake, 3, DAWN), "The lake, the morning after", "A lake at first light, mist between the wooded hills, reeds on the near shore.", name=COVER),
    Shot(When(0, 11, 19, 17), partial(candle, 44), "The window at home", "A candle in a glass on a window sill at dusk; the lights of the harbour behind it.", by=MIRIAM),
    Shot(When(0, 12, 2, 14), partial(birches, 45, snow=True), "The day he was due", "Birch trunks in snow and fog.", audience=KEEPERS, name="due"),
    Shot(When(1, 3, 21, 13), partial(rowan, 50, 0.03, _BARE), "The rowan is planted", "A very small bare tree tied to a stake in a meadow, under a grey sky.", name="planted"),
    Shot(When(1, 6, 26, 20), partial(lake, 51, EVENING), "The lake in June", "A lake at sunset, hills in a row behind it."),
    Shot(When(1, 10, 10, 12), partial(rowan, 52, 0.05, AUTUMNS[0]), "The rowan, first autumn", "A small rowan with yellow leaves, tied to a stake.", name="rowan1"),
    Shot(When(1, 10, 15, 19), partial(candle, 53), "Wave of Light", "A candle in a glass on a window sill at dusk.", by=MIRIAM),
    Shot(When(1, 11, 14, 16), partial(stones, 54), "A stone each", "Rounded stones laid side by side in moss.", name="stones"),
    Shot(When(1, 12, 24, 10), partial(parcel, 55), "For a child of one", "A parcel in brown paper and string, a fir twig under the knot.", by=MIRIAM),
    Shot(When(2, 2, 9, 11), partial(snow, 60), "The way to the rowan", "A hill under snow, a track of steps across it, woods behind."),
    Shot(When(2, 6, 26, 15), partial(lake, 61, NOON), "All of us at the lake", "A lake at noon between wooded hills."),
    Shot(When(2, 10, 10, 12), partial(rowan, 62, 0.12, AUTUMNS[1]), "The rowan, second autumn", "A young rowan with reddish leaves in a yellow meadow.", name="rowan2"),
    Shot(When(2, 11, 3, 9), partial(birches, 63), "The long way home", "Birch trunks in fog, yellow grass at their feet."),
    Shot(When(2, 11, 14, 18), partial(lanterns, 64), "Over the garden wall, then at the lake", "Paper lanterns on dark water, their light under them, a line of trees behind.", by="Ilse", name="lanterns"),
    Shot(When(2, 12, 24, 10), partial(parcel, 65, "#b99a76"), "For a child of two", "A parcel in brown paper and string, a fir twig under the knot.", by=MIRIAM),
    Shot(When(3, 1, 17, 10), partial(lake, 70, WINTER), "Ice", "A lake in winter light, grey hills behind."),
    Shot(When(3, 4, 5, 11), partial(drawing, 71, (236, 150, 220)), "“Us and the tree”", "A crayon drawing: a red house, three people hand in hand, a tree with red berries, the sun.", by="Ada", name="us"),
    Shot(When(3, 10, 10, 12), partial(rowan, 72, 0.19, AUTUMNS[2]), "The rowan, third autumn", "A young rowan in thick fog."),
    Shot(When(3, 10, 15, 19), partial(candle, 73), "Wave of Light", "A candle in a glass on a window sill at dusk.", by="Ilse"),
    Shot(When(3, 11, 1, 14), partial(hat, 74), "This year’s hat", "A small knitted hat, blue with two cream stripes.", by="Ilse", name="hat3"),
    Shot(When(4, 2, 20, 9), partial(birches, 80, snow=True), "Behind the school", "Birch trunks in snow and fog.", by=MIRIAM),
    Shot(When(4, 6, 26, 20), partial(lake, 81, EVENING), "Swimming until ten", "A lake at sunset, hills in a row behind it."),
    Shot(When(4, 10, 10, 12), partial(rowan, 82, 0.27, AUTUMNS[2]), "The rowan, fourth autumn", "A rowan in fog, its first red berries.", name="rowan4"),
    Shot(When(4, 10, 12, 15), partial(berries, 83), "The first berries", "Three clusters of red berries on a branch.", name="berries"),
    Shot(When(4, 11, 14, 16), partial(stones, 84), "Four years", "Rounded stones laid side by side in moss.", by=MIRIAM),
    Shot(When(4, 12, 24, 10), partial(parcel, 85, "#c2a988"), "For a child of four", "A parcel in brown paper and string, a fir twig under the knot.", by=MIRIAM),
    Shot(When(5, 5, 8, 16), partial(drawing, 90), "“All of us”", "A crayon drawing: a red house, four people hand in hand, a tree with red berries, the sun.", by="Ada", name="all"),
    Shot(When(5, 6, 26, 15), partial(lake, 91, NOON), "Jonas and the boat", "A lake at noon between wooded hills."),
    Shot(When(5, 10, 10, 12), partial(rowan, 92, 0.40, AUTUMNS[3]), "The rowan, fifth autumn", "A rowan with dark red leaves and many berries, under a blue sky.", name="rowan5"),
    Shot(When(5, 10, 28, 14), partial(hat, 93, "#6f93a0", "#efe9da"), "In his blue", "A small knitted hat, blue with two cream stripes.", by="Ilse", name="hat5"),
    Shot(When(5, 11, 14, 18), partial(lanterns, 94, 30), "Thirty", "Paper lanterns on dark water at night.", by="Daniel"),
    Shot(When(5, 12, 24, 10), partial(parcel, 95), "For a child of five", "A parcel in brown paper and string, a fir twig under the knot.", by=MIRIAM),
    Shot(When(6, 1, 28, 11), partial(snow, 100), "Jonas walked in front", "A hill under snow, a track of steps across it."),
    Shot(When(6, 9, 8, 8), partial(lake, 101, DAWN), "Before school", "A lake at first light, mist between the hills."),
    Shot(When(6, 10, 10, 12), partial(rowan, 102, 0.55, AUTUMNS[4]), "The rowan, sixth autumn", "A rowan with thinning red leaves under a grey sky.", name="rowan6"),
    Shot(When(6, 10, 15, 19), partial(candle, 103), "Wave of Light", "A candle in a glass on a window sill at dusk.", by="Tove", audience=FRIENDS),
    Shot(When(6, 11, 14, 17), partial(beach, 104), "The far beach", "Four people seen from behind, small, hand in hand at the edge of the sea in the evening.", by="Ilse", name="beach"),
    Shot(When(6, 12, 24, 10), partial(parcel, 105, "#b8a284"), "For a child of six", "A parcel in brown paper and string, a fir twig under the knot.", by=MIRIAM),
    Shot(When(7, 3, 21, 13), partial(drawing, 110, (110, 150, 236, 220)), "Jonas’s plan of the garden", "A crayon drawing: four people, a house and a tree with red berries.", by="Jonas", name="plan"),
    Shot(When(7, 6, 26, 20), partial(lake, 111, EVENING), "The lake, all of us", "A lake at sunset, hills in a row behind it."),
    Shot(When(7, 10, 10, 12), partial(rowan, 112, 0.72, AUTUMNS[5]), "The rowan, first frost", "A rowan with few leaves and all its berries, rime on the meadow.", name="rowan7"),
    Shot(When(7, 10, 12, 15), partial(berries, 113), "All its berries", "Three clusters of red berries on a branch."),
    Shot(When(7, 10, 15, 19), partial(candle, 114), "On Ada’s side of the window", "A candle in a glass on a window sill at dusk; the lights of the harbour behind it.", by="Ada", name="window7"),
    Shot(When(7, 11, 14, 16), partial(stones, 115), "Seven years", "Rounded stones laid side by side in moss.", by=MIRIAM, name="stones7"),
    Shot(When(7, 12, 24, 10), partial(parcel, 116), "The tram, wrapped", "A parcel in brown paper and string, a fir twig under the knot and an empty label.", by=MIRIAM, name="tram"),
    Shot(When(8, 2, 14, 9), partial(birches, 120, snow=True), "The long way home, in snow", "Birch trunks in snow and fog."),
    Shot(When(8, 6, 26, 15), partial(lake, 121, NOON), "The lake, 26 June", "A lake at noon between wooded hills.", audience=FRIENDS),
    Shot(When(8, 10, 10, 12), partial(rowan, 122, 0.90, AUTUMNS[6]), "The rowan, eighth autumn", "A tall rowan full of red leaves and berries under a blue sky.", name="rowan8"),
    Shot(When(8, 10, 25, 14), partial(hat, 123), "The eighth hat", "A small knitted hat, blue with two cream stripes.", by="Ilse"),
    Shot(When(8, 11, 14, 18), partial(lanterns, 124, 36), "Eight years, at the lake", "Paper lanterns on dark water, a line of trees behind.", by="Daniel", name="eight"),
)  # fmt: skip

WRITTEN: tuple[Written, ...] = (
    Written(
        When(0, 11, 21, 23), MIRIAM, "",
        "I do not know how to begin this, so I only write down what was there.\n\n"
        "The lamp over the door. The tea that nobody drank. Karin, who stayed after her shift was over and "
        "sat on the floor because both chairs were taken. Your hand, which closed around nothing and looked "
        "as if it held something all the same.\n\n"
        "That is all for today.",
        audience=ME,
    ),
    Written(
        When(0, 12, 2, 21), PETER, "The day you were due",
        "Emil,\n\n"
        "today you were due. I had taken the week off in spring, when we knew the date, and so I was at home. "
        "I put the cot together because it was in my calendar. Then I took it apart again. Both took about an hour.\n\n"
        "In between I sat beside it on the floor, and it was a good cot.\n\nPapa",
        audience=KEEPERS, beside=("due",),
    ),
    Written(
        When(1, 3, 21, 20), PETER, "The rowan",
        "We planted it today, in the rain, with Daniel’s spade. Ada poured the water on it although it was raining, "
        "and when I said that it had enough she said: “But that is from me.”\n\n"
        "It reaches up to my belt. The man at the nursery said rowans manage nearly anywhere.",
        kind="moment", beside=("planted",),
    ),
    Written(
        When(1, 11, 14, 21), MIRIAM, "One year",
        "Dear Emil,\n\n"
        "you would be one. People have begun to say “last year” when they mean you, and it is right, and I do not like it.\n\n"
        "We went up to the tree at four. Ilse had made soup. Each of us laid a stone, and Ada laid two, because "
        "one of them was hers and the other one was *also* hers. Nobody made a speech. Peter tried, and then he "
        "read the label on the stake aloud, from top to bottom, and that was the speech.\n\n"
        "I thought I would be afraid of this day, and I was. Then it was evening.\n\nMama",
        beside=("stones",),
    ),
    Written(
        When(2, 1, 30, 8), MIRIAM, "What Ada asked",
        "“When the baby comes, will Emil be its big brother or its little brother?”\n\n"
        "We said: its big brother. She thought about it until the porridge was cold, and then she said that this was all right.",
        kind="moment",
    ),
    Written(
        When(2, 5, 6, 4), PETER, "Jonas is here",
        "Emil,\n\nyou have a brother. He arrived at ten past three and he shouts. I counted his breaths for two hours "
        "and then Miriam said that I could stop, and I said that I knew, and went on counting.\n\n"
        "I told him about you before I told him his own name.\n\nPapa",
        audience=KEEPERS,
    ),
    Written(
        When(2, 11, 14, 22), MIRIAM, "Over the garden wall",
        "Ada has the chickenpox, so nobody could come in, and they came as far as the garden wall. Ilse stood on a crate. Tove read from her "
        "telephone, and it rained on the telephone.\n\n"
        "Afterwards the four of us drove to the lake with all the paper lanterns that were left in the shop. "
        "Forty-six. The wind took them out in a line, as if somebody were leading them.\n\n"
        "> “He has more lights than the town,” said Ada.",
        beside=("lanterns",),
    ),
    Written(
        When(3, 4, 5, 18), PETER, "The drawing",
        "Ada has drawn the family at nursery. They asked her where Jonas was, and Ada said that he was asleep in the house, "
        "which one can see if one knows it. And Emil? “Emil is the tree. It is written on the back.”\n\nIt is.",
        kind="moment", beside=("us",),
    ),
    Written(
        When(3, 11, 1, 16), MIRIAM, "The hats",
        "Ilse has finished this year’s hat, in his blue, and brought it to the ward. There are twelve children there "
        "this week, the nurse said, and one of them needed it on the same day.",
        kind="moment", beside=("hat3",),
    ),
    Written(
        When(3, 11, 14, 23), MIRIAM, "Three",
        "Dear Emil,\n\n"
        "three is when they begin to ask why. I have been practising answers all week, in the car, where nobody hears it. "
        "Why did it snow. Why did his name come home with us. Why did the doctor cry.\n\n"
        "I have good answers for the snow.\n\nMama",
        audience=ME,
    ),
    Written(
        When(4, 10, 12, 17), PETER, "Berries",
        "The rowan has berries, the first ones. Jonas counted seven, then three, then a hundred. "
        "The blackbird has counted as well.",
        kind="moment", beside=("berries",),
    ),
    Written(
        When(4, 11, 14, 20), PETER, "Four, on the stairs",
        "Emil,\n\n"
        "I met a man at the tram stop who had a boy of four with him, and the boy was explaining the tram to the man, "
        "doors and all. I missed two trams listening. I am not ashamed of it.\n\n"
        "We were four by the tree today, five with you. It was dry. I had brought a thermos, and for once there were "
        "enough cups.\n\nPapa",
    ),
    Written(
        When(5, 5, 8, 19), MIRIAM, "“All of us”",
        "Ada’s new drawing hangs in the kitchen. I asked her who was who, although I knew. “You, me, Papa, Jonas, and you see "
        "the tree.” I see the tree.",
        kind="moment", beside=("all",),
    ),
    Written(
        When(5, 11, 14, 22), MIRIAM, "Five years",
        "Dear Emil,\n\n"
        "there is a coat hook at the nursery between *Elin* and *Erik* where no name is. I noticed it when I fetched Jonas. "
        "It is surely only a hook that came off and was put back without its label. I hung my scarf on it while I did up his shoes.\n\n"
        "What there was today:\n\n"
        "- frost on the gate\n- Daniel, on the early train\n- soup with too much pepper\n- thirty lanterns\n"
        "- Jonas, who asked whether you can swim\n\n"
        "He asked it quite calmly, the way one asks about a cousin. I said that I did not know. He said that he would teach you.\n\nMama",
        beside=("hat5",),
    ),
    Written(
        When(6, 5, 2, 10), PETER, "A thing I have told nobody",
        "On some mornings I am the first in the kitchen and lay the table for five. I notice it at the fifth plate. "
        "Then I put it back, and it is not sad exactly. It is the minute of the day that I have with you.",
        audience=ME,
    ),
    Written(
        When(6, 11, 14, 21), PETER, "We drove until there was sea",
        "Emil,\n\nthis year we did not go to the tree. Nobody could have said why. We got into the car after breakfast and drove "
        "until there was sea.\n\n"
        "The beach was empty, except for a dog that belonged to no one. Ada wrote your name in the sand with her heel, in letters as "
        "long as the car. Jonas ran along them, all four letters, there and back. The water took the L first.\n\nPapa",
        beside=("beach",),
    ),
    Written(
        When(7, 3, 21, 18), MIRIAM, "The plan of the garden",
        "Jonas has drawn what the garden will look like “when I am the gardener”: a pond, a tram stop, and beside the rowan a bench with "
        "five places. He has numbered them.",
        kind="moment", beside=("plan",),
    ),
    Written(
        When(7, 9, 1, 20), PETER, "First day of school",
        "They read out the names of the new class today. Between *Edvard* and *Emma* there was a pause, in which the headmistress "
        "turned her page.",
        kind="moment", audience=KEEPERS,
    ),
    Written(
        When(7, 11, 14, 22), MIRIAM, "One for you",
        "Dear Emil,\n\n"
        "you would be seven. Jonas asked at breakfast whether you get older where you are, and Peter said he did not know, and Jonas "
        "said then he would do it for you: one year for himself and one for you.\n\n"
        "So he has had two pieces of the bread with sugar, and nobody could say anything against it.\n\n"
        "It was cold by the rowan. First frost, and all its berries. Ada held the candle with both hands, the whole way up, and did not "
        "look at it once, so that it would not feel watched. On the way back she said: “I think he would be the one who finds the key.”\n\n"
        "I am no longer as afraid of this day as I was. I wanted you to know that. It has not grown smaller; we only know the way by now.\n\nMama",
        beside=("window7",),
    ),
    Written(
        When(7, 12, 24, 15), MIRIAM, "The tram",
        "A wooden tram with four stops, for a boy of seven. Ada carried it to the collection point and told the woman there: “He may "
        "rename the stops.”",
        kind="moment", beside=("tram",),
    ),
    Written(
        When(8, 6, 26, 22), PETER, "Twenty-sixth of June",
        "All of us at the lake, as every year. Ada swam to the rock and sat on it like somebody who has a rock.",
        kind="moment", audience=FRIENDS,
    ),
    Written(
        When(8, 11, 2, 19), PETER, "The tooth",
        "Jonas’s first tooth has come out. It lies in the egg cup, “so that it can rest”. He has asked whether Emil’s would have come "
        "out by now. We said: very likely, most of them.",
        kind="moment",
    ),
    Written(
        When(8, 11, 14, 22), MIRIAM, "Eight",
        "Dear Emil,\n\n"
        "the rowan is taller than the house door. Peter measured it with the folding rule, and Jonas measured it with Jonas.\n\n"
        "They told me once that it would get easier. It has got wider. There is more room around it: for Ada, who reads to the tree "
        "now, though only when she thinks that nobody is listening; for the pond, which exists; for whole days in which I think of "
        "you only as one thinks of somebody in the next room.\n\n"
        "In the evening we put thirty-six lanterns on the lake. I stayed until the last one. It took its time.\n\nMama",
        beside=("eight", "rowan8"),
    ),
    Written(
        When(8, 11, 20, 22), MIRIAM, "For Ilse, about the hats",
        "Eight hats. I counted them in the photographs. I would like to write to you what became of",
        is_draft=True,
    ),
    Written(
        When(8, 11, 22, 21), PETER, "",
        "The bench. Five places, numbered. Ask Daniel about the oak from the old",
        kind="moment", is_draft=True,
    ),
)  # fmt: skip

SAID: tuple[Said, ...] = (
    Said(When(0, 11, 23), "Tove", "I have no words, so I have brought bread. It is on the step."),
    Said(When(1, 11, 14), "Ilse, his grandmother", "I knit at night, when it is quiet. He is there then, in the blue."),
    Said(When(2, 11, 14), "The neighbours at number nine", "We saw the lanterns from our window and switched off our light."),
    Said(When(3, 11, 15), "Daniel, his uncle", "I use the spade every spring. I have never told you that I clean it afterwards."),
    Said(When(5, 11, 14), "Tove", "Whenever I pass a playground I count one more.", is_chosen=True),
    Said(When(6, 3, 2), "Karin, midwife", "I was on shift that morning. I want you to know that I say his name.", is_chosen=True),
    Said(When(7, 10, 15), "Daniel, his uncle", "I never know what to write. I lit the candle at seven and thought of the four of you, and of him.", is_chosen=True),
    Said(When(7, 11, 16), "Ada’s teacher", "She told the class about her brother in her own way, and then they all wanted to know what a rowan is."),
    Said(When(8, 11, 15), "Ilse, his grandmother", "Eight. I can do the stripes without looking now."),
)  # fmt: skip

#: What his grandmother left, which waits for the keepers: one that is put away afterwards, and one to be read.
LEFT_AND_PUT_AWAY = Said(
    When(7, 6, 2),
    "Ilse, his grandmother",
    "I meant to ask whether you would like the blanket back. Forget it, I shall bring it in summer.",
)
LEFT = Said(
    When(7, 12, 28),
    "Ilse, his grandmother",
    "I have knitted the second hat after all. It lies in my drawer, and I know whose it is.",
)
