"""A Yahrzeit chosen in a real browser that runs no script, from the place on and back to it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.conftest import Cast
from yearlight.memorials.models import KeptCustom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_custom_is_chosen_step_by_step_without_script(chromium: Any, cast: Cast, live_server: Any) -> None:
    context = chromium.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=False)
    session = cast.client("keeper").cookies["yearlight"].value
    context.add_cookies([{"name": "yearlight", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/p/{cast.person.public_id}/")
    page.get_by_role("link", name="Which days come back").click()
    page.get_by_role("link", name="Choose a custom for it").click()
    page.get_by_role("link", name="Jewish").click()
    page.get_by_role("link", name="Yahrzeit").click()
    page.get_by_label("After nightfall").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("7 Kislev")).to_have_count(3)
    page.get_by_role("link", name="Choose otherwise").click()
    page.get_by_label("both").check()
    page.get_by_role("button", name="Show the days").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_have_text("It is kept.")
    expect(page.get_by_role("link", name="Yahrzeit")).to_have_count(1)
    kept = KeptCustom.objects.get()
    assert (kept.custom, kept.options["adar"], kept.date and kept.date.sunset) == ("yahrzeit", "both", "after")
    context.close()
