"""The steps of the story, in its order: each is done by pages alone, as those in it would."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from trials.story import people
from trials.story.house import House
from trials.story.people import Family, path_of, photographed, press, until, until_shown

_LETTER = "They told me it would get easier. It has not yet."
_WORDS = "Our daughter died at seventeen weeks. Every year we plant something, and at Christmas we give to a child of her age."
_BEFORE = datetime(2026, 11, 12, 9, tzinfo=UTC)
_DAY = datetime(2026, 11, 14, 10, tzinfo=UTC)
_EVENING = datetime(2026, 11, 14, 19, tzinfo=UTC)
_CHRISTMAS = datetime(2026, 12, 24, 10, tzinfo=UTC)
_NEXT_YEAR = datetime(2027, 11, 14, 8, 30, tzinfo=UTC)
#: Where the page of what was done is.
_ACT = re.compile(r"/rituals/acts/\w{16}/$")


def live(house: House) -> None:
    """The whole story."""
    house.until(_BEFORE)
    mara, peter, ilse, asha = (house.window(width) for width in (1280, 390, 390, 1280))
    family = Family(house, mara, peter, ilse, asha)
    a_place_is_made(family)
    a_letter_beside_a_picture_that_was_shut_away(family)
    the_others_come_in(family)
    what_each_wishes_of_the_day(family)
    an_order_is_written_by_two(family)
    house.until(_DAY)
    the_day_itself(family)
    house.until(_EVENING)
    the_evening(family)
    kind_words(family)
    what_they_do_each_year(family)
    what_is_for_nobody_else(family)
    house.until(_CHRISTMAS)
    a_gift(family)
    house.until(_NEXT_YEAR)
    the_day_comes_back(family)


def a_place_is_made(family: Family) -> None:
    """From an empty instance: the one-time link, an account, five questions, and photographs."""
    page, house = family.mara, family.house
    until(lambda: "/come/" in house.running.printed())
    page.goto(re.findall(r"/come/\S+", house.running.printed())[-1])
    people.sign_up(house, page, "Mara", "mara@example.org")
    house.look(page, "01-first-question")
    page.get_by_role("radio", name="Our child").press("Enter")
    page.get_by_role("textbox").first.fill("Jonah")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jonah")
    for label, words in (("Day", "14"), ("Month", "11"), ("Year", "2025")):
        page.get_by_label(label, exact=True).first.fill(words)
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="In the pregnancy").press("Space")
    page.get_by_role("radio", name="In the pregnancy").press("Enter")
    page.get_by_role("button", name="Open the place").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jonah")
    family.place = path_of(page)
    house.look(page, "02-a-new-place")
    shots = [photographed(name, datetime(2025, 11, 14, 9, tzinfo=UTC)) for name in ("field", "hat", "candle")]
    people.keep_photographs(page, family.place, shots, "The family")
    until_shown_at(page, f"{family.place}photos/", "figure source", 3)
    house.look(page, "03-photographs")


def until_shown_at(page: Page, address: str, selector: str, count: int) -> None:
    page.goto(address)
    until_shown(page, selector, count)


def a_letter_beside_a_picture_that_was_shut_away(family: Family) -> None:
    """Step 1: she opens a picture that she had shut away, writes beside it, and lets the family read it."""
    page, house = family.mara, family.house
    page.goto(f"{family.place}photos/")
    address = page.locator("a[data-picture]").nth(1).get_attribute("href") or ""
    page.goto(f"{address}change/")
    page.get_by_label("Shut it away until it is wanted").check()
    page.get_by_label("What stands before it").fill("The hat from the hospital.")
    press(page)
    page.goto(f"{family.place}photos/")
    expect(page.locator(".is-veiled")).to_have_count(1)
    expect(page.locator(".is-veiled img")).to_have_count(0)
    house.look(page, "04-shut-away")
    page.get_by_role("link", name="Show it").click()
    expect(page.locator("figure img")).to_be_visible()
    page.goto(f"{family.place}letters/write/")
    page.get_by_label("Your letter").fill(_LETTER)
    page.get_by_label("The family").check()
    expect(page.locator("[data-said]")).to_contain_text("Kept")
    house.look(page, "05-writing")
    page.get_by_role("button", name="Add a photograph").click()
    page.locator("input[name=picture]").nth(1).check()
    press(page, "Lay them beside it")
    press(page, "Keep the letter")
    page.wait_for_url(re.compile(r"/letters/\w{16}/$"))
    family.at["letter"] = path_of(page)
    house.look(page, "06-letter")


def the_others_come_in(family: Family) -> None:
    """Peter keeps the place with her; the grandmother and a friend come by a link each, without an account."""
    page, house = family.mara, family.house
    page.goto("/people/invite/")
    press(page, "Make the link")
    family.peter.goto(re.sub(r"^https?://[^/]+", "", page.locator("[data-copy-from]").inner_text()))
    house.look(family.peter, "07-invited")
    people.sign_up(house, family.peter, "Peter", "peter@example.org")
    family.peter.goto(family.at["letter"])
    expect(family.peter.locator("article")).to_contain_text(_LETTER)
    # A new place is seen by its keepers alone, until one of them shows it.
    page.goto(f"{family.place}change/")
    page.get_by_label("The family").check()
    press(page)
    people.come_in(family.ilse, people.give_link(family, "Ilse", "his grandmother", "What is shown to the family"))
    house.look(family.ilse, "08-grandmothers-page")
    people.come_in(family.asha, people.give_link(family, "Asha", "a friend", "Only the page where words are left"))
    family.ilse.goto(family.at["letter"])
    expect(family.ilse.locator("article")).to_contain_text(_LETTER)
    house.meant("the server responded with a status of 404")
    family.asha.goto(family.at["letter"])
    expect(family.asha.get_by_role("heading", level=1)).to_have_text("This page is not here.")
    page.goto("/people/")
    house.look(page, "09-people")


def what_each_wishes_of_the_day(family: Family) -> None:
    """Mara wants a message that morning, Peter none; and for him the day is never told."""
    page, house = family.mara, family.house
    page.goto("/me/reminders/")
    page.locator("a[href*='/me/reminders/day/']").first.click()
    page.get_by_label("That morning").check()
    house.look(page, "10-a-wish")
    press(page, "Keep these as chosen")
    page.goto("/year/")
    house.look(page, "11-the-year")
    family.peter.goto("/year/")
    expect(family.peter.locator("main")).to_contain_text("14 November")


def an_order_is_written_by_two(family: Family) -> None:
    """A ceremony, from an order that is offered; both write at the same moment, and the grandmother answers."""
    mara, peter, house = family.mara, family.peter, family.house
    peter.goto(f"{family.place}rituals/begin/ceremony/")
    peter.get_by_label("What you call it").fill("By the rowan")
    peter.get_by_label("The day it belongs to").select_option(index=1)
    peter.get_by_label("The family").check()
    press(peter)
    family.at["ceremony"] = path_of(peter)
    peter.locator(".rit-orders a").first.click()
    house.look(peter, "12-orders-to-begin-from")
    press(peter, "Begin with this")
    peter.get_by_label("At what hour").fill("at four, when it grows dark")
    peter.get_by_label("Ask whether they come").check()
    peter.get_by_role("button", name="Keep it").click()
    expect(peter.get_by_text("at four, when it grows dark")).to_be_visible()
    family.at["order"] = path_of(peter)
    both = ((mara, "You were here, and you are missed."), (peter, "A minute by the tree, each with a stone."))
    for page, _words in both:
        page.goto(f"{family.at['order']}change/")
        page.get_by_role("link", name="Write it").nth(1).click()
    for page, words in both:
        page.get_by_label("What is said or read").fill(words)
    mara.get_by_role("button", name="Keep it").click()
    expect(mara.get_by_role("heading", name="Its steps")).to_be_visible()
    peter.get_by_role("button", name="Keep it").click()
    expect(peter.get_by_text("Your text stands now")).to_be_visible()
    mara.goto(f"{family.at['order']}change/")
    house.look(mara, "13-the-steps")
    mara.get_by_role("link", name="Write it").nth(1).click()
    written = mara.locator("main").inner_html()
    house.hold("two who write one step at once lose nothing", all(words in written for _page, words in both))
    house.look(mara, "14-one-step-and-what-stood-there")
    family.ilse.goto(family.at["order"])
    family.ilse.get_by_role("button", name="I will be there").click()
    expect(family.ilse.get_by_text("You said: I will be there.")).to_be_visible()
    house.look(family.ilse, "15-the-order")


def the_day_itself(family: Family) -> None:
    """Step 2: large print by the tree; afterwards who was there, and Lena's words beside a short video."""
    mara, peter, house = family.mara, family.peter, family.house
    until(lambda: any("14 November" in text for text in house.mail.to("mara@example.org")))
    house.hold(
        "Peter wished for no message", not any("14 November" in text for text in house.mail.to("peter@example.org"))
    )
    mara.goto("/")
    house.look(mara, "16-today")
    peter.goto(f"{family.at['order']}large/")
    house.look(peter, "17-large-print")
    peter.goto(f"{family.at['ceremony']}add/")
    peter.get_by_label("What you did, in a few words").fill("All of us by the rowan")
    peter.get_by_label("What there is to tell").fill("Grandmother read the name. Lena and Theo each laid a stone.")
    stones = photographed("stones", datetime(2026, 11, 14, 16, tzinfo=UTC))
    peter.locator("#pictures").set_input_files([stones.file()])
    peter.get_by_label("The family").check()
    press(peter)
    peter.wait_for_url(_ACT)
    until_shown(peter, ".act-main img")
    house.look(peter, "18-what-was-done")
    _lenas_words(family)


def _lenas_words(family: Family) -> None:
    page, house = family.mara, family.house
    page.goto(f"{family.place}photos/add/")
    page.get_by_label("The family").check()
    page.locator("#pictures").set_input_files([people.filmed("drawing", _DAY, seconds=3)])
    page.get_by_role("button", name="Keep them").click()
    page.locator("ul.told").get_by_role("link", name="Add words").click()
    page.get_by_label("What is said in it").fill("0:00 He would be the one who finds the key.")
    page.get_by_label("Caption").fill("Lena, while we dressed")
    press(page)
    page.wait_for_url(lambda url: not url.endswith("/change/"))
    until_shown(page, "video")
    house.look(page, "19-lenas-words")


def the_evening(family: Family) -> None:
    """Step 3: a slideshow with one caption for the whole and a line for some; a candle burns."""
    page, house = family.mara, family.house
    page.goto(f"{family.place}moments/write/")
    page.get_by_label("What happened").fill("The day, a year on.")
    page.get_by_label("The family").check()
    page.get_by_role("button", name="Add a photograph").click()
    for number in range(3):
        page.locator("input[name=picture]").nth(number).check()
    press(page, "Lay them beside it")
    page.wait_for_url("**/edit/")
    press(page, "Keep the moment")
    page.wait_for_url(re.compile(r"/moments/\w{16}/$"))
    moment = path_of(page)
    page.goto(f"{moment}photographs/")
    line = page.get_by_label(re.compile("^A line for it here")).first
    line.fill("Each laid one.")
    with page.expect_navigation():
        line.press("Enter")
    page.goto(moment)
    page.get_by_role("link", name="See them one after the other").click()
    expect(page.get_by_text("Each laid one.")).to_be_visible()
    house.look(page, "20-slideshow")
    family.peter.goto(family.place)
    family.peter.get_by_role("link", name="Light a candle").click()
    press(family.peter, re.compile("for an hour|Light one"))
    family.ilse.goto(family.place)
    expect(family.ilse.get_by_text(re.compile("A candle burns here"))).to_be_visible()
    house.look(family.ilse, "21-the-place-with-a-candle")


def kind_words(family: Family) -> None:
    """Step 4: Asha writes, Mara reads it first and lets the family read it, and thanks once."""
    page, asha, house = family.mara, family.asha, family.house
    asha.goto("/g/")
    asha.get_by_role("link", name="A few words for").click()
    house.look(asha, "22-before-the-first-word")
    asha.get_by_role("link", name="Go on").click()
    asha.get_by_label("Your words").fill(_WORDS)
    house.look(asha, "23-a-few-words")
    asha.get_by_role("button", name="Send it to").click()
    expect(asha.get_by_text("Thank you. They have it.")).to_be_visible()
    family.ilse.goto(f"{family.place}words/")
    house.hold("a word waits for a keeper", "seventeen weeks" not in family.ilse.content())
    page.goto("/")
    page.get_by_role("link", name="Kind words for").click()
    expect(page.get_by_text("seventeen weeks")).to_be_visible()
    house.look(page, "24-a-word-read-first")
    page.get_by_label("The family").check()
    press(page, "Put it on")
    page.goto(f"{family.place}words/")
    page.get_by_role("link", name=re.compile("Decide otherwise")).click()
    page.get_by_role("button", name="We do that every year").click()
    expect(page.get_by_role("link", name="Make it a ritual of your own")).to_be_visible()
    page.goto(f"{family.place}words/")
    family.ilse.goto(f"{family.place}words/")
    expect(family.ilse.get_by_text("seventeen weeks")).to_be_visible()
    page.get_by_role("link", name=re.compile("Thank all")).click()
    page.get_by_label("We have read it. Thank you.").check()
    press(page, "Let it stand on their page")
    asha.goto("/g/")
    asha.locator("a[href*='/words/']").first.click()
    asha.goto(f"{family.place}words/mine/")
    expect(asha.get_by_text("We have read it. Thank you.")).to_be_visible()
    house.look(asha, "25-thanks-on-her-page")


def what_they_do_each_year(family: Family) -> None:
    """Step 4, further: from Asha's words a tree of their own, and a gift for a child of the age he would be."""
    page, house = family.mara, family.house
    page.goto(f"{family.place}add/")
    page.get_by_role("link", name=re.compile("Make it a ritual of your own")).click()
    house.look(page, "26-what-would-you-do-again")
    page.get_by_role("link", name=re.compile("A tree")).click()
    page.get_by_label("What you call it").fill("The rowan")
    page.get_by_label("The day it belongs to").select_option(index=1)
    page.get_by_label("The family").check()
    press(page)
    family.at["tree"] = path_of(page)
    _grow(page, family, "rowan", _DAY, "Planted by all of us")
    house.look(page, "27-the-tree")
    # The day that he was to be born on is what an age is counted from.
    page.goto(f"{family.place}days/dates/add/?kind=due")
    for label, words in (("Day", "20"), ("Month", "12"), ("Year", "2025")):
        page.get_by_label(label, exact=True).first.fill(words)
    press(page)
    page.goto(f"{family.place}rituals/begin/gift/")
    page.get_by_label("What you call it").fill("A gift at Christmas")
    page.locator("input[name=age_from]").nth(1).check()
    page.get_by_label("The family").check()
    press(page)
    family.at["gift"] = path_of(page)


def _grow(page: Page, family: Family, shot: str, taken: datetime, words: str) -> None:
    """This year's picture of the tree."""
    page.goto(f"{family.at['tree']}add/")
    page.locator("#pictures").set_input_files([photographed(shot, taken).file()])
    page.get_by_label("In a few words").fill(words)
    page.get_by_label("The family").check()
    press(page)
    page.wait_for_url(_ACT)
    until_shown_at(page, family.at["tree"], ".strip img", 1)


def what_is_for_nobody_else(family: Family) -> None:
    """Step 5, as far as it goes today: a letter for herself alone, and one that is closed for Lena until she is grown."""
    page, house = family.mara, family.house
    page.goto(f"{family.place}letters/write/")
    page.get_by_label("Your letter").fill("I drank again, and then I did not.")
    page.get_by_label("Only you").check()
    press(page, "Keep the letter")
    page.wait_for_url(re.compile(r"/letters/\w{16}/$"))
    own = path_of(page)
    page.goto("/me/")
    house.look(page, "28-only-me")
    for other in (family.peter, family.ilse, family.asha):
        other.goto(own)
        expect(other.get_by_role("heading", level=1)).to_have_text("This page is not here.")
    page.goto("/people/add/")
    page.get_by_label("Their name").fill("Lena")
    page.get_by_label("What is shown to the family").check()
    press(page, "Make the link")
    page.goto(f"{family.place}letters/write/")
    page.get_by_label("Your letter").fill("You held his hand for us.")
    page.get_by_label("The family").check()
    page.get_by_text("Keep it closed until a day").click()
    opens = page.get_by_role("group", name="The day it opens")
    for label, words in (("Day", "1"), ("Month", "6"), ("Year", "2045")):
        opens.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Who may open it before that day").select_option("Lena")
    page.get_by_role("button", name="Keep the letter").click()
    expect(page.get_by_text("until Lena opens it")).to_be_visible()
    house.look(page, "29-closed-for-lena")


def a_gift(family: Family) -> None:
    """At Christmas, for a child of the age he would be, which is told and never asked for."""
    page, house = family.peter, family.house
    page.goto(f"{family.at['gift']}add/")
    page.get_by_label("What was given").fill("A wooden tram")
    page.get_by_label("For whom, or which appeal").fill("The tree in the library")
    page.get_by_label("The family").check()
    press(page)
    page.goto(family.at["gift"])
    expect(page.locator("main")).to_contain_text("one")
    house.look(page, "30-the-gift-book")


def the_day_comes_back(family: Family) -> None:
    """Step 7: the reminder that was wished for, and nothing else; last year beside this one; the tree's new picture."""
    mara, house = family.mara, family.house
    before = len(house.mail.taken)
    people.sign_in(mara, "mara@example.org")
    until(lambda: len(house.mail.taken) > before)
    house.hold("one message, to Mara alone", {to for to, _text in house.mail.taken[before:]} == {"mara@example.org"})
    mara.goto("/")
    house.look(mara, "31-today-a-year-later")
    mara.locator(".next a.quiet-link").click()
    expect(mara.locator("main")).to_contain_text("What you did last time:")
    house.look(mara, "32-the-day-and-what-was-done")
    _grow(mara, family, "rowan a year on", _NEXT_YEAR, "To the shoulder")
    until_shown_at(mara, family.at["tree"], ".strip img", 2)
    house.look(mara, "33-the-tree-a-year-later")
    mara.goto(f"{family.at['order'].removesuffix('2026/')}2027/")
    press(mara, re.compile("As it was|Begin with this"))
    house.look(mara, "34-begun-from-last-year")
    mara.goto(f"{family.place}2026/")
    for words in (_LETTER, "All of us by the rowan", "A wooden tram", "seventeen weeks", "Planted by all of us"):
        house.hold(f"the year page holds {words!r}", words in mara.content())
    house.look(mara, "35-the-year-as-it-was")
    mara.goto(family.place)
    house.look(mara, "36-the-place-a-year-later")
