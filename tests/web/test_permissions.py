from yearlight.web.permissions import permissions


def test_a_page_may_ask_for_what_it_names_and_for_nothing_else() -> None:
    nothing = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    assert permissions() == nothing
    assert permissions("microphone") == nothing.replace("microphone=()", "microphone=(self)")
