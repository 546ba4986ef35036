"""From a file to a figure without a shell: sent, held, looked at, rejected; sent rightly, counted."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from campaign import words
from campaign.ingest import deliveries, vault
from campaign.people import audit, roster
from campaign.serving.desk import Staff
from campaign.ui import navigation
from tests import small
from tests.browser.conftest import REST, Visit, serving
from tests.browser.faults import wrong
from tests.pages.office import HEADER, TOML, held, total

GOOD, EARLY = "counts_2021-01-08.csv", "counts_2031-01-21.csv"
ROWS = HEADER + "2021-01-06,a1,received,50\n2021-01-06,zz,received,7\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    toml = TOML.replace("[intake]", "[intake]\nconfirm = true")  # the page of confirmation is there
    return small.delivered(tmp_path_factory.mktemp("office") / "small", toml=toml)


@pytest.fixture
def followed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    return home


@pytest.fixture(scope="module")
def office(home: Path) -> Iterator[str]:
    """The server, open on this machine; nobody attends its desk until it begins somebody."""
    with serving(home) as server:
        yield server.address


def staff() -> Staff:
    return Staff("", None, roster.OPEN)


def at(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-testid=stMain] .finding")
    page.evaluate(REST)


def send(page: Page, office: str, name: str, content: str) -> None:
    at(page, f"{office}/{navigation.OFFICE['sending']}?lang=vi")
    page.set_input_files(
        "[data-testid=stFileUploader] input", {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.wait_for_selector(".differences")
    page.evaluate(REST)


def press(page: Page, label: str) -> str:
    """Press a button, and what is said then."""
    page.get_by_role("button", name=words.t(f"intake.{label}"), exact=True).click()
    said = page.wait_for_selector(".told").inner_text()
    page.evaluate(REST)
    return said


def test_from_a_file_to_a_figure_without_a_shell(visit: Visit, office: str, followed: Path) -> None:
    page = visit.page
    send(page, office, EARLY, ROWS)
    assert "21/01/2031" in page.inner_text(".why")
    assert EARLY in press(page, "send_to_hold")
    assert total() == 100

    at(page, f"{office}/{navigation.OFFICE['waiting']}?lang=vi")
    assert "150" in page.inner_text(".differences .row.whole")
    page.get_by_role("textbox", name=words.t("intake.because")).fill("sai ngày ở tên tệp")
    assert "sai ngày ở tên tệp" in press(page, "reject")
    assert total() == 100
    assert [decision.what for decision in vault.find(held(EARLY)).decisions] == ["reject"]

    send(page, office, GOOD, ROWS + "2021-01-07,a2,received,5\n")
    assert GOOD in press(page, "send")
    assert total() == 155
    assert "155" in page.inner_text(".receipt .row.whole")
    assert [row["state"] for row in deliveries.table("deliveries", held(GOOD))] == ["accepted with quarantine"]
    done = [line["action"] for line in audit.lines() if line["action"] != "view"]
    assert done == ["upload", "send", "reject", "upload", "send"]
    assert visit.errors == []
    assert visit.outside == []


def fill(page: Page, **values: str) -> None:
    for label, value in values.items():
        page.get_by_label(words.t(f"settings.field_{label}"), exact=True).fill(value)


def test_a_quota_raised_on_a_page_counts_from_its_day(visit: Visit, office: str, followed: Path) -> None:
    page = visit.page
    at(page, f"{office}/{navigation.OFFICE['settings']}?lang=vi&unit=A&measure=received")
    fill(page, target="4800", issued_on="2/1/2021", issued_by="Công văn số 5")
    page.get_by_role("textbox", name=words.t("intake.because")).fill("bộ giao thêm")
    assert words.t("settings.changed") in press(page, "save")
    assert "A,received,4800,2021-03-02,2021-01-02,Công văn số 5" in (followed / "targets.csv").read_text()
    page.locator(".definitions", has_text="4.800").wait_for()

    staff().give("receipts")  # is answered once the change is published
    for day, quota in (("2021-01-01", "4.000"), ("2021-01-05", "4.800")):
        at(page, f"{office}/?lang=vi&unit=A&measure=received&as_of={day}")
        page.locator(".board", has_text=quota).first.wait_for()
    assert visit.errors == []


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("stem", navigation.OFFICE)
def test_a_page_of_the_office_is_whole(
    stem: str, language: str, visit: Visit, office: str, home: Path, pictures: Path, followed: Path
) -> None:
    """At every width, with something that waits or is chosen; and nothing for axe to find."""
    small.deliver(home, EARLY, HEADER + "2021-01-06,a2,received,70\n2021-01-06,b1,received,80\n")
    chosen = {"undoing": {"file": held("counts.csv")}, "confirming": {"unit": "A"}}.get(stem, {})
    address = f"{office}/{navigation.OFFICE[stem]}?{urlencode(chosen | {'lang': language})}"
    visit.open(address)
    visit.inspect(pictures, f"{stem}-{language}")
    assert wrong(visit.page) == {}
