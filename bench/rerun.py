"""Server time of a rerun of a page with everything kept, against a page that only writes a line of text.

python -m bench.rerun [CAMPAIGN_HOME]: medians of reruns taken in turn in one process, and their ratios. The second
text page stands in the dashboard's frame: navigation, styles, filters.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner

from campaign import settings
from campaign.exhibits import comparison

ROUNDS = 25
FRAMED = """
import streamlit as st
from campaign import access, filters, screen
filters.speak()
scope = access.guard()
page = st.navigation([st.Page(lambda: None, title="x")], position="top")
screen.frame()
filters.bar(scope)
st.write("one line")
"""


def scripts() -> dict[str, AppTest]:
    """The pages to be compared, each run once."""
    pages = {"text": AppTest.from_string("import streamlit as st\nst.write('one line')"),
             "text in the frame": AppTest.from_string(FRAMED)}
    for view in comparison.VIEWS:
        pages[view] = AppTest.from_file(str(settings.PROJECT / "dashboard.py"))
        pages[view].query_params["view"] = view
    for name, app in pages.items():
        app.default_timeout = 60
        app.run()
        if name in comparison.VIEWS:
            app.switch_page("pages/comparison.py").run()
        assert not app.exception, app.exception
    return pages


def timed(app: AppTest, outside: list[float]) -> float:
    """Seconds of one rerun, without what the test harness spends on reading its messages."""
    outside.clear()
    start = time.perf_counter()
    app.run()
    return time.perf_counter() - start - sum(outside)


def watch() -> list[float]:
    """Seconds that the harness spends on reading messages, from here on."""
    outside: list[float] = []
    read: Callable = local_script_runner.parse_tree_from_messages

    def parse(messages: list) -> object:
        start = time.perf_counter()
        tree = read(messages)
        outside.append(time.perf_counter() - start)
        return tree

    local_script_runner.parse_tree_from_messages = parse
    return outside


def main() -> None:
    """Print the medians and their ratios to both text pages."""
    if len(sys.argv) > 1:
        os.environ["CAMPAIGN_HOME"] = sys.argv[1]
    logging.disable(logging.WARNING)
    cache = ScriptCache()  # the server keeps compiled scripts from run to run, the harness does not
    local_script_runner.ScriptCache = lambda: cache
    outside, pages = watch(), scripts()
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, app in pages.items():
            taken[name].append(timed(app, outside))
    median = {name: statistics.median(times) for name, times in taken.items()}
    for name, seconds in median.items():
        print(f"{name:18} {1000 * seconds:6.1f} ms  {seconds / median['text']:5.1f} x text  "
              f"{seconds / median['text in the frame']:5.1f} x text in the frame")


if __name__ == "__main__":
    main()
