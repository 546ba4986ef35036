"""The address is the view: it goes along to other pages, Back and Forward bring back what was seen, and what cannot be
shown is said."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from campaign.ui import navigation
from tests.browser.conftest import Visit

LINK = "unit=01&as_of=2021-05-01&lang=en&measure=printed"
MENU = ".st-key-menu a"
DISTRICT = "unit=269"  # Sơn Tây, in Hà Nội
PICKER = "[class*=st-key-open_unit]"
BELOW = ("pace",)  # it goes down to districts


def shown(visit: Visit) -> tuple[list[str], list[str]]:
    """What the unit, the day and the fields of a page say, and its first findings."""
    page = visit.page
    picked = page.locator("[class*=st-key-open_] button p").all_inner_texts()
    fields = [field.input_value() for field in page.locator("[data-testid=stMain] input").all()]
    return picked + fields, page.locator(".finding").all_inner_texts()[:1]


def choose(visit: Visit, key: str, text: str) -> None:
    """The first of what is found by `text`."""
    if key == "unit":
        found = look_for(visit, key, text)
        visit.page.get_by_role("button", name=found[0], exact=True).last.click()
        visit.page.wait_for_selector(f"{PICKER} [aria-expanded=false]")
    elif key == "as_of":
        visit.page.locator("[class*=st-key-open_as_of] button").click()
        field = visit.page.locator("[data-testid=stPopoverBody] input")
        field.fill(text)
        field.press("Enter")
    else:
        box = visit.page.locator("[data-testid=stSelectbox] input").first
        box.click()
        box.fill(text)
        box.press("Enter")
    visit.rest()


def look_for(visit: Visit, key: str, text: str) -> list[str]:
    """The names that the opened picker lists for what is typed."""
    visit.page.locator(f"[class*=st-key-open_{key}] button").click()
    visit.page.locator(f"[class*=st-key-find_{key}] input").fill(text)
    visit.page.wait_for_timeout(600)  # what is typed is sent once nothing more is
    visit.rest()
    return visit.page.locator(f"[class*=st-key-{key}_] button").all_inner_texts()


def test_what_a_link_chose_goes_along_through_the_whole_menu(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?{LINK}")
    for number, address in enumerate(navigation.PAGES.values()):
        visit.page.locator(MENU).nth(number).click()
        visit.page.wait_for_url(re.compile(address))
        visit.rest()
        assert parse_qs(urlsplit(visit.page.url).query) | parse_qs(LINK) == parse_qs(urlsplit(visit.page.url).query)
        if address != navigation.PAGES["method"]:
            assert shown(visit)[0][:2] == ["Hanoi", "1\xa0May\xa02021"], address


def test_a_page_is_found_again_as_it_was_left(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?view=completion")
    visit.page.locator(MENU).nth(3).click()
    visit.page.wait_for_url(re.compile(navigation.PAGES["pace"]))
    visit.rest()
    assert "view" not in visit.page.url
    visit.page.locator(MENU).nth(1).click()
    visit.page.wait_for_url(re.compile("view=completion"))


@pytest.mark.parametrize(("lang", "measure"), [("vi", "Thẻ đã in"), ("en", "Cards printed")])
def test_back_and_forward_bring_back_what_was_seen(lang: str, measure: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?lang={lang}")
    seen = [(visit.page.url, shown(visit))]
    for key, text in (("unit", "hai phong"), ("unit", "ca mau"), ("measure", measure)):
        choose(visit, key, text)
        seen.append((visit.page.url, shown(visit)))
    visit.page.locator("[data-testid=stButtonGroup] button").nth(3).click()
    visit.rest()
    seen.append((visit.page.url, shown(visit)))
    choose(visit, "as_of", "15/05/2021" if lang == "vi" else "15 May 2021")
    seen.append((visit.page.url, shown(visit)))
    visit.page.locator("[class*=st-key-trail_] button").first.click()
    visit.rest()
    seen.append((visit.page.url, shown(visit)))
    visit.page.locator(MENU).nth(3).click()
    visit.page.wait_for_url(re.compile(navigation.PAGES["pace"]))
    visit.rest()
    seen.append((visit.page.url, shown(visit)))
    assert len({url for url, _ in seen}) == len(seen)
    for before in reversed(seen[:-1]):
        visit.page.go_back()
        visit.rest()
        assert (visit.page.url, shown(visit)) == before
    for after in seen[1:]:
        visit.page.go_forward()
        visit.rest()
        assert (visit.page.url, shown(visit)) == after


@pytest.mark.parametrize("page", ["overview", "map", "connections", "pace", "method"])  # of each kind
def test_a_link_to_a_district_never_opens_something_else_in_silence(page: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES[page]}?{DISTRICT}")
    lines = visit.page.locator(".instead").all_inner_texts()
    if page in BELOW:
        assert (shown(visit)[0][0], lines) == ("Thị xã Sơn Tây, Hà Nội", [])
    elif page != "method":
        assert shown(visit)[0][0] == "Hà Nội"
        assert lines == ["Liên kết yêu cầu Thị xã Sơn Tây; trang này không xem đến cấp đó, đang hiện Hà Nội."]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("unit=ZZ&lang=en", ["The link asks for the unit “ZZ”, which is not here; shown is Viet Nam."]),
        ("as_of=2021-02-30", ["“2021-02-30”"]),
        ("as_of=2031-01-01", ["“2031-01-01”"]),
        ("as_of=yesterday&unit=<b>", ["“<b>”", "“yesterday”"]),
        ("measure=weight", ["“weight”"]),
        ("lang=fr", ["“fr”"]),
        ("view=cube", ["“cube”"]),
        ("unit=01&as_of=2021-05-01&measure=printed&view=completion&lang=en", []),
    ],
)
def test_what_a_link_asks_for_in_vain_is_said_in_a_line(query: str, lines: list[str], site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?{query}")
    said = visit.page.locator(".instead").all_inner_texts()
    assert len(said) == len(lines)
    assert all(part in line for part, line in zip(lines, said, strict=True))
    assert visit.page.locator(".finding").count()
    assert visit.errors == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_unit_is_found_by_what_is_typed_of_its_name(lang: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['pace']}?lang={lang}")
    names = {
        "ha noi": "Hà Nội",
        "thanh hoa": "Thanh Hóa",
        "da nang": "Đà Nẵng",
        "tp hcm": "Hồ Chí Minh",
        "hue": "Thừa Thiên Huế",
    }
    english = {"ha noi": "Hanoi", "thanh hoa": "Thanh Hoa", "da nang": "Da Nang", "tp hcm": "Ho Chi Minh City"}
    english["hue"] = "Thua Thien-Hue"
    for typed, name in (names if lang == "vi" else english).items():
        assert look_for(visit, "unit", typed)[0] == name
        visit.page.keyboard.press("Escape")
        visit.rest()
    assert look_for(visit, "unit", "xyz") == []
    assert "“xyz”" in visit.page.locator("[data-testid=stPopoverBody]").inner_text()


def test_the_unit_to_compare_with_is_found_and_taken_too(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['comparison']}?view=peers")
    assert look_for(visit, "peer", "thua thien")[0] == "Thừa Thiên Huế"
    visit.page.locator("[class*=st-key-peer_] button").first.click()
    visit.page.wait_for_url("**peer=46**")
    visit.rest()
    assert visit.page.locator("[class*=st-key-open_peer] button p").inner_text() == "Thừa Thiên Huế"
