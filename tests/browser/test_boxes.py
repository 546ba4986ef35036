"""Nothing is drawn outside its box and no text on another: every figure, on a phone and on a desk."""

import pytest

from campaign import words
from campaign.ui import navigation
from tests.browser.conftest import CUT, WIDTHS, Visit
from tests.browser.faults import CLIPPED, COVERED, CROSSED, HIDING, OUTSIDE, SLANTED

# What of a box lies beside it or is cut in it, and the box itself where it reaches beyond the window.
WITHIN = """box => {
  const place = box.getBoundingClientRect();
  const parts = [...box.querySelectorAll('*')].filter(one => one.checkVisibility());
  const beside = one => { const { left, right, width } = one.getBoundingClientRect();
    return width && (left < place.left - 1 || right > place.right + 1); };
  const cut = one => one.clientWidth > 1 && getComputedStyle(one).overflowX !== 'visible'
    && one.scrollWidth > one.clientWidth + 1;
  const beyond = place.left < 0 || place.top < 0 || place.right > innerWidth || place.bottom > innerHeight;
  return [...(beyond ? [box] : []), ...parts.filter(one => beside(one) || cut(one))]
    .map(one => `${one.tagName} ${one.textContent.slice(0, 40)}`); }"""
NARROW = {320: 640, 1440: 900, 1920: 1080}  # what is whole at 320 px is at 390
WALL = {"width": 3840, "height": 2160}
OPENED = "[data-testid=stPopoverBody]"
ZOOMED = "[data-testid=stMain] { zoom: 1.15; }"  # Plotly takes a zoomed width for its own
ZOOM = (1.1, 1.25, 1.5, 2, 4)  # of 1440 px
PAGES = ("overview", "map", "pace")
WHOLE = {"outside": OUTSIDE, "covered": COVERED, "slanted": SLANTED, "crossed": CROSSED, "clipped": CLIPPED, "cut": CUT}


# Where many names meet: a falling plan with an earlier one, peers of one pace, stages beside stages.
CROWDED = (
    "tien-do?lang=vi&unit=269&as_of=2021-08-01",
    "tien-do?lang=en&curve=up",
    "tien-do?lang=vi&forecast=moved",
    "tien-do?lang=en&forecast=made&as_of=2021-04-01",
    "so-sanh?lang=en&view=peers&unit=01&measure=printed",
    "so-sanh?lang=vi&view=funnel",
    "day-chuyen?lang=en&unit=01",
    "day-chuyen?lang=vi&as_of=2021-06-01",
    "day-chuyen?lang=vi&as_of=2021-12-01",
    "ket-noi?lang=en",
    "so-lieu?lang=vi",
    "lam-sach?lang=vi&unit=01",
    "lam-sach?lang=vi&unit=38&as_of=2021-01-20",
    "tien-do?lang=vi&unit=38&as_of=2021-06-01",
    "tien-do?lang=en&unit=38&as_of=2021-08-15",
    "tien-do?lang=vi&as_of=2021-01-20",
    "so-sanh?lang=vi&view=funnel&as_of=2021-05-01",
    "so-sanh?lang=vi&view=peers&as_of=2021-05-01",
    "ket-noi?lang=vi&as_of=2021-05-01",
    "so-thieu?lang=vi&as_of=2021-08-01",
    "lam-sach?lang=vi&part=defects&as_of=2021-08-01",
    "ban-do?lang=vi&shape=tiles&as_of=2021-05-01",
)
# What is expected lies on the foot of the chart, or begins beside the plan.
FORECAST = (
    "tien-do?lang=vi&unit=38&as_of=2021-06-01",
    "tien-do?lang=vi&as_of=2021-06-01",
    "tien-do?lang=en&unit=380&as_of=2021-06-01",
    "tien-do?lang=en&unit=38&as_of=2021-08-15",
    "lam-sach?lang=vi&as_of=2021-01-20",
    "lam-sach?lang=vi&unit=38&as_of=2021-01-20",
)


def zoom(visit: Visit, factor: float) -> None:
    """What a browser does to an open page: fewer, larger pixels."""
    size = {"width": round(1440 / factor), "height": round(900 / factor)}
    metrics = size | {"deviceScaleFactor": factor, "mobile": False}
    visit.page.context.new_cdp_session(visit.page).send("Emulation.setDeviceMetricsOverride", metrics)
    visit.page.wait_for_function("wide => innerWidth === wide", arg=size["width"])
    visit.rest()


def look(visit: Visit, address: str, width: int) -> list[str]:
    visit.page.set_viewport_size({"width": width, "height": width * 9 // 16 if width > 1000 else 800})
    visit.open(address)
    visit.page.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
    visit.rest()
    return visit.page.evaluate(OUTSIDE) + visit.page.evaluate(COVERED)


@pytest.mark.parametrize("width", [320, 1440, 3840])
@pytest.mark.parametrize("page", PAGES)
def test_no_figure_is_drawn_outside_its_box(page: str, width: int, site: str, visit: Visit) -> None:
    assert look(visit, f"{site}/{navigation.PAGES[page]}", width) == []


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_what_opens_on_the_largest_screen_is_whole(lang: str, site: str, visit: Visit) -> None:
    visit.page.set_viewport_size(WALL)
    visit.open(f"{site}/{navigation.PAGES['overview']}?as_of=2021-06-01&lang={lang}")
    for opener in ("[class*=st-key-open_as_of_]", ".st-key-card", "[class*=_share]"):
        visit.page.locator(f"{opener} button").first.click()
        box = visit.page.locator(OPENED)
        box.wait_for()
        visit.rest()
        assert box.evaluate(WITHIN) == [], opener
        visit.page.keyboard.press("Escape")
        box.wait_for(state="detached")


@pytest.mark.parametrize(("page", "key"), [("pace", "burndown"), ("overview", "map"), ("comparison", "ranking")])
def test_a_figure_alone_is_whole_on_the_largest_screen(page: str, key: str, site: str, visit: Visit) -> None:
    visit.page.set_viewport_size(WALL)
    visit.open(f"{site}/{navigation.PAGES[page]}?as_of=2021-06-01&only={key}")
    visit.page.wait_for_selector(".st-key-alone :is(.main-svg, .board)", state="attached")
    visit.rest()
    assert visit.page.evaluate(OUTSIDE) + visit.page.evaluate(COVERED) == []
    assert visit.page.locator(".st-key-alone").evaluate(WITHIN) == []


def test_what_lies_beside_its_box_is_found(site: str, visit: Visit) -> None:
    visit.page.set_viewport_size(WALL)
    visit.open(f"{site}/{navigation.PAGES['overview']}?as_of=2021-06-01")
    visit.page.locator(".st-key-card button").click()
    visit.page.locator(f"{OPENED} b").first.wait_for()
    visit.rest()
    visit.page.add_style_tag(content=f"{OPENED} b {{ font-size: 90px; white-space: nowrap; }}")
    assert visit.page.locator(OPENED).evaluate(WITHIN)


def test_a_figure_that_is_wider_than_its_box_is_found(site: str, visit: Visit) -> None:
    visit.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
        f"document.createElement('style'), {{textContent: '{ZOOMED}'}})))"
    )
    assert look(visit, f"{site}/{navigation.PAGES['map']}", 1920)


@pytest.mark.parametrize("page", (*PAGES, "comparison", "pipeline", "connections"))
def test_nothing_is_drawn_outside_its_box_however_far_a_reader_zooms(page: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES[page]}?as_of=2021-06-01")
    for factor in ZOOM:
        zoom(visit, factor)
        found = {name: visit.page.evaluate(fault) for name, fault in WHOLE.items()}
        assert found == {name: [] for name in WHOLE}, factor
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), factor


@pytest.mark.parametrize("address", CROWDED)
def test_no_text_of_a_figure_lies_on_another(address: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{address}")
    found = {}
    for width, height in NARROW.items():
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.rest()
        found[width] = [one for fault in (COVERED, SLANTED, CROSSED, CLIPPED) for one in visit.page.evaluate(fault)]
    assert visit.page.locator(".js-plotly-plot").count()
    assert found == {width: [] for width in NARROW}


@pytest.mark.parametrize("address", FORECAST)
def test_no_name_lies_on_a_line(address: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{address}")
    for width, height in WIDTHS.items():
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.rest()
        assert visit.page.evaluate(HIDING) == [], width


def test_a_text_on_another_is_found(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['pace']}?lang=vi")
    assert visit.page.evaluate(COVERED) == []
    visit.page.add_style_tag(content=".annotation text { font-size: 40px !important; }")
    assert visit.page.evaluate(COVERED)


def test_a_name_that_a_day_or_the_foot_cuts_is_found(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['pace']}?lang=vi")
    assert visit.page.evaluate(CROSSED) == []
    onto = """line => { const name = document.querySelector('.annotation:last-child text');
      name.closest('.annotation').style.translate = 'none';
      const [from, to] = [name, document.querySelector(line)].map(one => one.getBoundingClientRect());
      name.closest('.annotation').style.translate =
        `${(to.left + to.right - from.left - from.right) / 2}px ${(to.top + to.bottom - from.top - from.bottom) / 2}px`;
    }"""
    for line in (".shapelayer path", ".zerolinelayer path"):
        visit.page.evaluate(onto, line)
        assert len(visit.page.evaluate(CROSSED)) == 1, line
