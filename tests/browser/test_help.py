"""The help in a real browser: its policy on, nothing asked of another machine, read and searched on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from campaign import words
from campaign.guide import build
from tests import small
from tests.browser.conftest import COVERED, Visit, serving, visiting


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the small campaign, with the help that lies where it is served from."""
    home = small.folder(tmp_path_factory.mktemp("help") / "small")
    build.build()
    with serving(Path(home), **COVERED) as server:
        yield server.address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with visiting(browser) as visit:
        visit.page.set_viewport_size({"width": 390, "height": 844})
        yield visit


@pytest.mark.few(2)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_question_mark_leads_to_what_a_figure_is(language: str, address: str, visit: Visit) -> None:
    visit.page.goto(f"{address}/help/{language}/figures/#burndown")
    visit.page.wait_for_selector("#burndown:target")
    assert visit.page.locator("#burndown").is_visible()
    visit.page.wait_for_timeout(300)
    assert (visit.errors, visit.outside) == ([], [])
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert visit.page.evaluate("document.documentElement.lang") == language


def test_it_is_searched(address: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    visit.page.goto(f"{address}/help/vi/")
    visit.page.get_by_role("textbox").first.fill("mật khẩu")
    visit.page.wait_for_selector(".md-search-result__item")
    assert "Thông báo" in visit.page.locator(".md-search-result__item").first.inner_text()
    assert (visit.errors, visit.outside) == ([], [])
