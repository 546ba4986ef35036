"""From a figure to an order and to what came of it, as those who ran a campaign would live through it, in a browser.

Printing is behind; the leader makes an order of what is proposed; the chief answers; four weeks of figures come in.
What pages, letter and mail say then is held to plain sums of the rows, and to forecasts of campaigns that never knew
what came later.
"""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from campaign import words
from campaign.forecast.engine import Engine
from campaign.forecast.snapshot import panel
from campaign.ingest import desk, register
from campaign.language import formats
from campaign.report.letters import URGE, content
from campaign.report.mail import alerts, rounds
from campaign.serving import store
from campaign.serving.desk import Order
from campaign.serving.selection import EVERYTHING, Selection
from campaign.ui import navigation
from tests import readers, small
from tests.browser.conftest import REST, Visit, serving
from tests.mail import relay
from tests.mail.relay import texts
from tests.pages.office import HEADER

START, ORDERED, LATER = date(2021, 1, 1), date(2021, 2, 4), date(2021, 3, 4)
WEEK = timedelta(days=7)
MACHINES = '\n[capacity]\nmeasure = "printed"\nitems_per_machine_day = 20\n'
TOML = (
    (small.TOML + small.OFFICE + MACHINES).replace("2021-03-02", "2021-03-25").replace("target = 6000", "target = 7000")
)
QUOTAS = {"R": 7000, "A": 4200, "B": 2800, "a1": 2100, "a2": 2100, "b1": 2800}
TARGETS = "unit_code,measure,target,deadline,issued_on,issued_by\n" + "".join(
    f"{unit},{measure},{quota},2021-03-25,2021-01-01,ministry\n"
    for unit, quota in QUOTAS.items()
    for measure in ("received", "printed")
    if unit != "R"
)
DAYS = [START + timedelta(days=at) for at in range((LATER - START).days + 1)]


def worked() -> dict[tuple[date, str, str], int]:
    """Items by day, district and stage: printing is slow until the order, and three times as fast from then on."""
    draw = random.Random(7)
    found = {}
    for day in DAYS:
        for unit in ("a1", "a2", "b1"):
            received = 32 + draw.randrange(-5, 6)
            found[day, unit, "received"] = received
            found[day, unit, "printed"] = round(received * (0.42 if day <= ORDERED else 1.2)) + draw.randrange(-2, 3)
    return found


WORKED = worked()


def rows(first: date, last: date) -> str:
    told = [(day, unit, stage, count) for (day, unit, stage), count in WORKED.items() if first <= day <= last]
    return HEADER + "".join(f"{day},{unit},{stage},{count}\n" for day, unit, stage, count in told)


def total(units: tuple[str, ...], stage: str, until: date) -> int:
    return sum(count for (day, unit, one), count in WORKED.items() if one == stage and unit in units and day <= until)


def campaign(folder: Path, until: date) -> Path:
    return small.delivered(folder / f"{until}", rows(START, until), toml=TOML, targets=TARGETS)


def forecast(folder: Path, until: date, unit: str) -> tuple[dict, dict[date, dict[str, float]]]:
    """Answers and quantiles by day for the printed cards of a unit, of a campaign that ends on the day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(campaign(folder, until)))
        answers, quantiles = store.ask(
            store.version(), until, lambda connection: Engine().forecast(panel(connection, "R", until))
        )
    (answer,) = answers.query("unit_code == @unit and measure == 'printed'").to_dict("records")
    fan = quantiles.query("unit_code == @unit and measure == 'printed'")
    return answer, {row["date"].date(): row for row in fan.to_dict("records")}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = campaign(tmp_path_factory.mktemp("story"), ORDERED)
    readers.write(home, "A")
    return home


@pytest.fixture
def followed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    monkeypatch.setattr(alerts, "APART", timedelta(0))
    return home


@pytest.fixture
def post(followed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[relay.Relay]:
    with relay.serving(monkeypatch) as taking:
        yield taking


def at(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-testid=stMain] .finding")
    page.evaluate(REST)


def press(page: Page, label: str) -> str:
    page.get_by_role("button", name=words.t(label), exact=True).click()
    said = page.wait_for_selector(".told").inner_text()
    page.evaluate(REST)
    return said


def mailed(home: Path) -> dict[str, int]:
    return dict(rounds.go(small.loaded(home)))


def test_from_a_figure_to_an_order_and_what_came_of_it(
    visit: Visit, followed: Path, post: relay.Relay, tmp_path: Path
) -> None:
    page = visit.page
    order = Order("subscribe", "leader", None, "vi", role="leader")
    claims = {"iss": readers.ISSUER, "sub": "leader", "email_verified": False}
    about = {"claims": claims, "address": "leader@example.vn", "unit": "R", "language": "vi", "kinds": ["alerts"]}
    desk.Clerk(small.loaded(followed)).answer(Order(order.what, order.who, None, "vi", about, "leader"))

    with serving(followed) as server:
        at(page, f"{server.address}/?lang=vi&measure=printed&as_of={ORDERED}")
        page.locator(f"a[href*='{navigation.PAGES['orders']}'][href*='proposal=slow.printed']").first.click()
        page.get_by_role("button", name=words.t("orders.give"), exact=True).wait_for()
        page.evaluate(REST)
        assert words.t("orders.is_given", to="Tỉnh A") in press(page, "orders.give")
        (given,) = register.known()
        assert (given.unit, given.measure, given.goal, given.day) == ("A", "printed", QUOTAS["A"], ORDERED)
        assert given.chance < 0.1 < given.chance_so, "at the pace there was it would not be reached"

        at(page, f"{server.address}/{navigation.PAGES['orders']}?lang=vi&unit=A&as_of={ORDERED}")
        page.get_by_text(words.t("orders.answer_title"), exact=True).click()
        page.get_by_role("textbox", name=words.t("orders.answer")).fill("đã tăng thêm một ca in")
        press(page, "orders.send_answer")

        for first in (ORDERED + timedelta(days=1) + WEEK * week for week in range(4)):
            last = first + WEEK - timedelta(days=1)
            small.deliver(followed, f"counts_{last}.csv", rows(first, last))
        said = told(page, server.address)
        assert "đã tăng thêm một ca in" in said
        _state(said)
        _effect(said, forecast(tmp_path, ORDERED, "A")[1])
        _waterfall(page, server.address, tmp_path)
    assert visit.errors == []

    assert mailed(followed)["sent"] == 1
    (mail,) = post.taken
    said = texts(mail)["plain"]
    chances = [formats.chance(forecast(tmp_path, day, "R")[0]["p_by_deadline"]) for day in (LATER - WEEK, LATER)]
    assert all(chance in said for chance in chances) and f"as_of={LATER}" in said
    _letter()


def told(page: Page, address: str) -> str:
    at(page, f"{address}/{navigation.PAGES['orders']}?lang=vi&unit=A&as_of={LATER}")
    return page.inner_text("ul.orders")


def _state(said: str) -> None:
    """Late or on course, as a plain projection of the last seven days says."""
    done = total(("a1", "a2"), "printed", LATER)
    rate = (done - total(("a1", "a2"), "printed", LATER - WEEK)) / 7
    needed = (QUOTAS["A"] - done) / (date(2021, 3, 25) - LATER).days
    assert words.t("columns.order_state_late" if rate < needed else "columns.order_state_on_course") in said
    assert formats.number(done) in said and formats.number(QUOTAS["A"]) in said


def _effect(said: str, fan: dict[date, dict[str, float]]) -> None:
    """Two weeks after, what came beside the courses of a campaign that ended on the day of the order."""
    judged_on = ORDERED + 2 * WEEK
    before, after = (total(("a1", "a2"), "printed", day) for day in (ORDERED, judged_on))
    likely = fan[judged_on]
    low, median, high = (formats.number(round(likely[key] - before)) for key in ("q10", "q50", "q90"))
    assert after > likely["q90"], "the presses run three times as fast"
    numbers = {"came": formats.number(after - before), "median": median, "low": low, "high": high}
    helped = words.t("orders.helped", day=formats.day(judged_on), items="thẻ", **numbers)
    assert helped[1:] in said, "a sentence begins with a capital"


def _waterfall(page: Page, address: str, folder: Path) -> None:
    """The parts add up to the difference of the forecasts of two campaigns that end on these days."""
    before, after = (forecast(folder, day, "R")[0] for day in (ORDERED, ORDERED + WEEK))
    moved = round(after["expected_shortfall"]) - round(before["expected_shortfall"])
    at(page, f"{address}/{navigation.PAGES['pace']}?lang=vi&measure=printed&forecast=moved&as_of={ORDERED + WEEK}")
    said = page.inner_text("[data-testid=stMain]")
    assert moved < 0
    assert words.t("why.title_fewer", more=formats.number(-moved), items="thẻ") in said
    parts = said.partition("Trong đó: ")[2].partition(". ")[0].replace(".", "").replace("\u2212", "-")
    assert sum(map(int, re.findall(r"[+-]?\d+", parts))) == moved, parts


def _letter() -> None:
    """Who is behind is urged, with the total of the rows, what is left, and the pace that takes."""
    letter = content.letter(Selection(EVERYTHING, "R", LATER), URGE, "A", "")
    said = " ".join(part if isinstance(part, str) else part.text for paragraph in letter.body for part in paragraph)
    done = total(("a1", "a2"), "printed", LATER)
    assert formats.number(done) in said and formats.number(QUOTAS["A"] - done) in said
