"""Text from data is never code: names that are markup, scripts and links stay text on every page."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.subjects.comparison import exhibits as comparison
from campaign.ui import navigation
from tests import small
from tests.browser.conftest import Visit, serving

PAYLOADS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'>",
    '"><svg onload="window.hit = 3">',
    "[đường dẫn](javascript:window.hit=4)",
    "![ảnh](https://beacon.test/5.png)",
    '<a href="https://beacon.test/6">x</a>',
    "%{y}<extra>https://beacon.test/7</extra>",
    '<b style="background:url(https://beacon.test/8.png)">x</b>',
    "$\\href{https://beacon.test/9}{x}$",
    '<iframe srcdoc="<script>parent.hit = 10</script>"></iframe>',
    "https://beacon.test/11",
]
LIVE = """() => [...document.querySelectorAll('*')].filter(element =>
    [...element.attributes].some(one => one.name.startsWith('on') || /beacon|window.hit|javascript:/.test(one.value)
      && ['href', 'xlink:href', 'src', 'srcdoc', 'style', 'action', 'data'].includes(one.name))
    || element.tagName === 'SCRIPT' && element.textContent.includes('hit'))
  .map(element => element.outerHTML.slice(0, 200))"""
WRITTEN = """text => {
  document.querySelector('#written')?.remove();
  document.body.append(Object.assign(document.createElement('div'), {id: 'written'}));
  document.querySelector('#written').append(document.createRange().createContextualFragment(text));
}"""
PAGES = [*navigation.PAGES.values(), *(f"so-sanh?view={view}" for view in comparison.VIEWS[1:])]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A campaign whose names are all hostile: its own, its units', events', files' and services'."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["code", "parent_code", "level", "name_vi", "name_en", "region", "kind", "population", "eligible"])
    rows.writerow(["R", "", "nation", PAYLOADS[1], PAYLOADS[1], "", "", 9000, 7000])
    rows.writerows(
        [code, "R", "province", PAYLOADS[number], PAYLOADS[number], "", "", 4500, 3500]
        for number, code in enumerate("AB", 3)
    )
    rows.writerows(
        [f"a{number}", "A", "district", f"{number} {name}", f"{number} {name}", "", "", 400, 300 + number]
        for number, name in enumerate(PAYLOADS)
    )
    targets = "unit_code,measure,target,deadline,issued_on,issued_by\n" + "".join(
        f"a{number},{measure},{200 + number},2021-03-02,2021-01-01,ministry\n"
        for number in range(len(PAYLOADS))
        for measure in ("received", "printed")
    )
    toml = small.TOML.replace('vi = "Chiến dịch nhỏ"', f"vi = '''{PAYLOADS[4]}'''")
    home = small.folder(tmp_path_factory.mktemp("hostile") / "small", toml, table.getvalue(), targets)
    events = io.StringIO()
    rows = csv.writer(events, lineterminator="\n")
    rows.writerow(["first_on", "last_on", "unit_code", "kind", "label_vi", "label_en"])
    rows.writerows(
        [f"2021-01-{10 + number}", f"2021-01-{10 + number}", "A", "other", name, name]
        for number, name in enumerate(PAYLOADS)
    )
    (home / "events.csv").write_text(events.getvalue(), encoding="utf-8")
    said = "date,unit_code,measure,count\n" + "".join(
        f"2021-01-{day:02},a{number},{measure},{number + day}\n"
        for day in range(1, 32)
        for number in range(len(PAYLOADS))
        for measure in ("received", "printed")
        if number + day != 40
    )
    small.deliver(home, "<img src=x onerror=hit=1>.csv", said + "2021-01-05,nowhere,received,5\n")
    with serving(home) as server:
        yield server.address


@pytest.mark.parametrize("page", PAGES)
def test_hostile_names_stay_text(page: str, hostile: str, visit: Visit) -> None:
    visit.page.goto(f"{hostile}/{page}{'&' if '?' in page else '?'}unit=A")
    visit.page.wait_for_selector(f"{READY} .strip")
    for closed in visit.page.locator("[data-testid=stExpander] summary").all():
        closed.click()
    visit.page.locator("[class*=st-key-open_] button, [role=combobox]").first.click()
    visit.rest()
    visit.page.keyboard.press("Escape")
    for figure in visit.page.locator(".js-plotly-plot .nsewdrag").all()[:2]:
        figure.hover(force=True)
        visit.page.wait_for_timeout(150)
    assert visit.page.evaluate(LIVE) == []
    assert visit.page.evaluate("window.hit") is None
    assert visit.outside == []
    assert visit.errors == []


def test_a_page_that_takes_names_for_markdown_is_found(hostile: str, visit: Visit, tmp_path: Path) -> None:
    names = "\n".join(f"st.markdown({payload!r})" for payload in PAYLOADS)
    (tmp_path / "naive.py").write_text(f"import streamlit as st\n{names}", encoding="utf-8")
    with serving(tmp_path, tmp_path / "naive.py") as server:
        visit.open(server.address)
    assert visit.outside == ["https://beacon.test/5.png"]
    assert "https://beacon.test/11" in str(visit.page.evaluate(LIVE))


def test_a_name_written_as_markup_is_found(hostile: str, visit: Visit) -> None:
    visit.open(hostile)
    for payload in (one for one in PAYLOADS if one.startswith(("<", '"'))):
        visit.outside.clear()
        visit.errors.clear()
        visit.page.evaluate(WRITTEN, payload)
        visit.page.wait_for_timeout(200)
        assert visit.page.evaluate(LIVE) or visit.outside or visit.errors, payload
