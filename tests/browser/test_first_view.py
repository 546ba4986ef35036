"""A first view is light and says its sentence before it draws."""

import pytest

from campaign.ui import navigation
from campaign.web import served
from tests.browser.conftest import Visit
from tests.browser.received import Received

# Styles of ours that ask what the whole page contains: a browser asks so again for each text that a figure measures.
WHOLE = """() => [...document.querySelectorAll('.stHtml style, head style')].flatMap(style => [...style.sheet.cssRules])
  .map(rule => rule.selectorText ?? '')
  .filter(rule => /(^|,\\s*)(html|body|\\[data-testid="?stApp"?\\]):has/.test(rule))"""


def test_what_is_sent_in_vain_is_counted(site: str, visit: Visit) -> None:
    received = Received(visit)
    visit.open(f"{site}/{navigation.PAGES['method']}")
    before = received.ours()
    visit.page.evaluate("fetch('/front/page.js?more').then(answer => answer.text())")
    visit.page.wait_for_timeout(500)
    assert received.ours() > before


@pytest.mark.parametrize("page", ["toan-canh", "tien-do?only=burndown", navigation.ADDRESSES["wall"]])
def test_no_style_asks_about_the_whole_page(page: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{page}")
    assert visit.page.evaluate("document.querySelectorAll('.stHtml style').length")
    assert visit.page.evaluate(WHOLE) == []
    visit.page.add_style_tag(content="body:has(.wall) p { color: red; }")
    assert visit.page.evaluate(WHOLE) == ["body:has(.wall) p"]


def test_streamlits_parts_are_fetched_once_and_ahead(site: str, visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.split("/")[-1]))
    visit.open(f"{site}/{navigation.PAGES['overview']}")
    parts = served.parts()
    assert all(asked.count(part) == 1 for part in parts)
    assert max(asked.index(part) for part in parts) < asked.index("host-config")
