"""Time from the address to the first figure drawn in a real browser, against a minimal page with one Plotly line.

python -m bench.first_figure [CAMPAIGN_HOME]: both servers run side by side, visits are taken in turn with a fresh
profile each, and nothing made ahead beside them; medians in seconds and their ratio to the minimal page.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from campaign import settings
from campaign.render import chrome
from tests.browser.conftest import serving

ROUNDS = 9
MINIMAL = """
import plotly.graph_objects as go
import streamlit as st
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
"""
PAGES = ("toan-canh", "ban-do", "so-sanh?view=funnel", "tien-do")


# By the page's own clock: Playwright looks every half second only.
WATCH = """new MutationObserver(() => {
  if (!window.drawn && document.querySelector('.js-plotly-plot .main-svg')) window.drawn = performance.now() / 1000;
}).observe(document, {subtree: true, childList: true})"""


def drawn(browser: Browser, address: str) -> float:
    """Seconds until the first figure of the page stands."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    taken = page.evaluate("window.drawn")
    context.close()
    return taken


def main() -> None:
    """Print the medians and their ratios."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else settings.home()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        script = Path(folder, "minimal.py")
        script.write_text(MINIMAL, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chrome.path(), args=chrome.FLAGS)
        with serving(home, CAMPAIGN_AHEAD="0") as ours, serving(home, script) as theirs:
            addresses = {"minimal": theirs.address, **{page: f"{ours.address}/{page}" for page in PAGES}}
            for address in (ours.address, *addresses.values()):
                drawn(browser, address)
            taken: dict[str, list[float]] = {name: [] for name in addresses}
            for _ in range(ROUNDS):
                for name, address in addresses.items():
                    taken[name].append(drawn(browser, address))
        browser.close()
    least = statistics.median(taken["minimal"])
    for name, times in taken.items():
        print(f"{name:24}{statistics.median(times):7.2f} s{statistics.median(times) / least:7.2f} ×")


if __name__ == "__main__":
    main()
