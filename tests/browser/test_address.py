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
BELOW = ("pace",)  # it goes down to districts


def shown(visit: Visit) -> tuple[list[str], list[str]]:
    """What the fields of a page say, and its first findings."""
    page = visit.page
    fields = [field.input_value() for field in page.locator("[data-testid=stMain] input").all()]
    return fields, page.locator(".finding").all_inner_texts()[:1]


def choose(visit: Visit, label: str, text: str) -> None:
    box = visit.page.locator(f"[data-testid=stSelectbox] input[aria-label*='{label}']").first
    box.click()
    box.fill(text)
    box.press("Enter")
    visit.rest()


def test_what_a_link_chose_goes_along_through_the_whole_menu(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?{LINK}")
    for number, address in enumerate(navigation.PAGES.values()):
        visit.page.locator(MENU).nth(number).click()
        visit.page.wait_for_url(re.compile(address))
        visit.rest()
        assert parse_qs(urlsplit(visit.page.url).query) | parse_qs(LINK) == parse_qs(urlsplit(visit.page.url).query)
        if address != navigation.PAGES["method"]:
            assert shown(visit)[0][:2] == ["Hanoi", "2021-05-01"], address


def test_a_page_is_found_again_as_it_was_left(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?view=completion")
    visit.page.locator(MENU).nth(3).click()
    visit.page.wait_for_url(re.compile(navigation.PAGES["pace"]))
    visit.rest()
    assert "view" not in visit.page.url
    visit.page.locator(MENU).nth(1).click()
    visit.page.wait_for_url(re.compile("view=completion"))


@pytest.mark.parametrize(
    ("lang", "unit", "measure", "steps"),
    [
        ("vi", "Đơn vị", "Chỉ tiêu", ("Hải Phòng", "Cà Mau", "Thẻ đã in")),
        ("en", "Unit", "Measure", ("Hai Phong", "Ca Mau", "Cards printed")),
    ],
)
def test_back_and_forward_bring_back_what_was_seen(
    lang: str, unit: str, measure: str, steps: tuple[str, str, str], site: str, visit: Visit
) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?lang={lang}")
    seen = [(visit.page.url, shown(visit))]
    for label, text in zip((unit, unit, measure), steps, strict=True):
        choose(visit, label, text)
        seen.append((visit.page.url, shown(visit)))
    visit.page.locator("[data-testid=stButtonGroup] button").nth(3).click()
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
        assert lines == ["Liên kết hỏi Thị xã Sơn Tây; trang này không xem đến cấp đó, đang hiện Hà Nội."]


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
