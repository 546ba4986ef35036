"""The map as its readers use it: everything drawn, opened by click, tap and list, played, and small on the wire."""

import re
from itertools import combinations

import pytest

from campaign import words
from tests.browser.conftest import WIDTHS, Visit

AREAS = "document.querySelectorAll('.geo .choroplethlayer path').length"
CENTRE = """position => { const area = [...document.querySelectorAll('.geo .choroplethlayer path')][position];
  area.scrollIntoView({block: 'center'}); const box = area.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2]; }"""
SEEN = """() => [...document.querySelectorAll('.scattergeo .point')].map(dot => dot.getBoundingClientRect())
  .filter(box => box.width > 3 && box.right < window.innerWidth).length"""
FILLS = """() => [...document.querySelectorAll('.geo .choroplethlayer path')]
  .map(area => getComputedStyle(area).fill).join()"""
# Names on the map and rows of its legend: text, left, right, top, bottom; and the left and right of the figure.
WRITTEN = """() => { const map = document.querySelector('.js-plotly-plot'), plot = map.getBoundingClientRect();
  const texts = [...map.querySelectorAll('.scatterlayer text, .annotation-text')]
    .filter(text => text.textContent.trim().length > 1)
    .map(text => { const box = text.getBoundingClientRect();
      return [text.textContent.trim(), box.left, box.right, box.top, box.bottom]; });
  return [texts, [plot.left, plot.right, plot.top, plot.bottom]]; }"""
HEIGHT = "document.querySelector('.geo .choroplethlayer').getBoundingClientRect().height"


def look(visit: Visit, address: str) -> None:
    """Go there and wait until the map is drawn."""
    visit.open(address)
    visit.page.wait_for_selector(".geo .choroplethlayer path", state="attached")
    visit.page.wait_for_timeout(500)


def beyond(text: list[float], box: list[float]) -> bool:
    """Whether left, right, top or bottom of a text is outside a box by more than a pixel."""
    return any((text[side] - box[side]) * (1 if side % 2 else -1) > 1 for side in range(4))


def overlap(one: list, other: list) -> bool:
    """Whether two texts of WRITTEN cover one another by more than the room around a letter."""
    across = min(one[2], other[2]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[3], other[3])
    return across > 1 and down > 4


def watched(visit: Visit) -> list[bytes]:
    """What the server sends from here on."""
    frames: list[bytes] = []
    visit.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
    return frames


def settle(visit: Visit) -> None:
    visit.page.wait_for_timeout(400)
    visit.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    visit.page.wait_for_timeout(1500)


@pytest.mark.parametrize(
    ("query", "units", "islands"),
    [("", 63, 17), ("?shape=tiles", 63, 17), ("?shape=deep", 705, 17), ("?unit=48", 8 + 63, 17 + 6)],
)
def test_every_unit_and_every_island_is_drawn(query: str, units: int, islands: int, site: str, visit: Visit) -> None:
    look(visit, f"{site}/ban-do{query}")
    visit.whole()
    assert visit.page.evaluate(AREAS) == units
    assert visit.page.evaluate(SEEN) == islands
    assert visit.page.get_by_text("Hoàng Sa", exact=True).first.is_visible()
    assert visit.page.get_by_text("Trường Sa", exact=True).first.is_visible()
    assert visit.outside == []


@pytest.mark.parametrize(
    "view", ["", "ban-do", "ban-do?unit=01&lang=en", "ban-do?unit=48", "ban-do?shape=deep&as_of=2021-08-01"]
)
def test_names_on_the_map_overlap_no_other_and_stay_in_its_box(view: str, site: str, visit: Visit) -> None:
    look(visit, f"{site}/{view}")
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.rest()
        visit.whole()
        written, box = visit.page.evaluate(WRITTEN)
        assert len(written) > 10
        assert [text for text, *where in written if beyond(where, box)] == []
        assert [(one[0], other[0]) for one, other in combinations(written, 2) if overlap(one, other)] == []


def test_the_mainland_keeps_its_size_on_a_phone(site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    look(visit, f"{site}/ban-do")
    visit.whole()
    assert visit.page.evaluate(HEIGHT) > 600
    assert visit.page.evaluate(SEEN) == 17


def test_a_click_opens_a_province_and_the_trail_leads_back(site: str, visit: Visit) -> None:
    look(visit, f"{site}/ban-do")
    visit.page.mouse.click(*visit.page.evaluate(CENTRE, 20))
    settle(visit)
    assert re.search(r"[?&]unit=\d\d(&|$)", visit.page.url)
    assert visit.page.get_by_text("Ranh giới minh hoạ").is_visible()
    visit.page.get_by_text("‹ Việt Nam").click()
    settle(visit)
    assert "unit=VN" in visit.page.url
    assert visit.page.evaluate(AREAS) == 63


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_back_and_forward_bring_back_what_was_seen_around_a_click(lang: str, site: str, visit: Visit) -> None:
    look(visit, f"{site}/ban-do?lang={lang}&as_of=2021-06-01")
    said = visit.page.locator("[class*=st-key-open_unit] button p, .finding h2, [data-testid=stMain] [role=alert]")

    def seen() -> tuple[str, int, list[str]]:
        settle(visit)
        return visit.page.url, visit.page.evaluate(AREAS), said.all_inner_texts()

    def click(area: int) -> None:
        visit.page.mouse.click(*visit.page.evaluate(CENTRE, area))

    nation = seen()
    click(20)
    province = seen()
    assert all(before != after for before, after in zip(nation, province, strict=True))
    visit.page.go_back()
    assert seen() == nation
    visit.page.go_forward()
    assert seen() == province
    visit.page.go_back()
    assert seen() == nation
    click(20)
    assert seen() == province, "what was clicked before is opened again"
    assert visit.errors == []


def test_the_list_opens_a_province_by_keyboard_and_keeps_the_view(site: str, visit: Visit) -> None:
    look(visit, f"{site}/ban-do?view=completion&lang=en")
    visit.page.locator("ol.places a").first.focus()
    visit.page.keyboard.press("Enter")
    settle(visit)
    visit.page.wait_for_selector("text=Completion")
    assert "view=completion" in visit.page.url
    assert "unit=" in visit.page.url
    assert visit.page.evaluate(AREAS) > 63


def test_the_weeks_are_played_without_the_server(site: str, visit: Visit) -> None:
    frames = watched(visit)
    look(visit, f"{site}/ban-do?time=weeks&view=completion")
    before = visit.page.evaluate(FILLS)
    frames.clear()
    visit.page.get_by_text("▶").click()
    visit.page.wait_for_timeout(2500)
    assert visit.page.evaluate(FILLS) != before
    assert frames == []
    assert visit.errors == []


def test_what_is_said_goes_along_with_the_weeks(site: str, visit: Visit) -> None:
    look(visit, f"{site}/ban-do?time=weeks&lang=vi")
    said = visit.page.locator(".weekly > .now")
    finding, listed, caption = said.all_inner_texts()
    assert "01/06/2021" in finding
    assert caption not in finding
    visit.page.get_by_text("▶").click()
    visit.page.wait_for_timeout(2500)
    day, then, places, read = visit.page.evaluate("""() => [document.querySelector('.slider-label').textContent,
      ...[...document.querySelectorAll('.weekly > .now')].map(one => one.innerText)]""")
    assert day != "01/06/2021"
    assert f"ngày {day}" in then
    assert f"ngày {day}" in read
    assert places != listed
    assert visit.errors == []


def test_what_is_said_goes_along_with_the_slider(site: str, visit: Visit) -> None:
    look(visit, f"{site}/ban-do?time=weeks&lang=vi")
    rail, grip = (visit.page.locator(f".slider-{part}-rect") for part in ("rail-touch", "grip"))
    grip.scroll_into_view_if_needed()
    from_, to = grip.bounding_box(), rail.bounding_box()
    visit.page.mouse.move(from_["x"] + 9, from_["y"] + 9)
    visit.page.mouse.down()
    visit.page.mouse.move(to["x"] + to["width"] / 2, from_["y"] + 9, steps=5)
    visit.page.mouse.up()
    visit.page.wait_for_timeout(500)
    day = visit.page.locator(".slider-label").first.text_content()
    assert day != "01/06/2021"
    assert all(f"ngày {day}" in said for said in visit.page.locator(".weekly > .now").all_inner_texts()[::2])


@pytest.mark.parametrize(("query", "most"), [("", 20_000), ("?shape=tiles", 20_000), ("?shape=deep", 60_000)])
def test_a_rerun_sends_a_figure_without_geometry(query: str, most: int, site: str, visit: Visit) -> None:
    frames = watched(visit)
    look(visit, f"{site}/ban-do{query}")
    frames.clear()
    visit.page.get_by_text("Hoàn thành", exact=True).click()
    settle(visit)
    figures = [frame for frame in frames if b"choropleth" in frame]
    assert figures
    assert sum(map(len, figures)) < most
