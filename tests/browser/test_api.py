"""The page on which programs' questions are tried asks one, says what came, and is whole in both languages."""

import pytest
from playwright.sync_api import expect

from campaign import words
from tests.browser.conftest import Visit
from tests.browser.faults import wrong


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_question_is_tried(visit: Visit, site: str, language: str) -> None:
    page = visit.page
    page.goto(f"{site}/api/v1/?lang={language}")
    page.select_option("#question", "units_below")
    page.select_option("[name=measure]", "received")
    expect(page.locator("#address")).to_have_text(f"{site}/api/v1/units_below?measure=received")
    page.click("#asking button")
    expect(page.locator("#status")).to_contain_text("200 · application/json · X-Total-Count: 63")
    assert '"unit_code": "01"' in page.locator("#body").inner_text()
    assert wrong(visit.page) == {}
    assert (visit.errors, visit.outside) == ([], [])
