"""Server time of a view that nobody has seen: the processor of the server from the address to the page's end.

python -m bench.cold [CAMPAIGN_HOME]: of each page provinces that nobody has opened, on the cut-off day and on 1 June;
then the nation's overview, and its pipeline after it, on days that nobody has looked at. Medians and the worst, in
milliseconds of processor, which hold on a machine that has other work; a view seen before beside them.
"""

import os
import statistics
import sys
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from bench.rerun import busy
from bench.viewer import Viewer
from campaign import definition, settings
from campaign.serving import store
from campaign.ui import navigation
from tests.browser.conftest import Server, serving

STEMS = ("overview", "pipeline", "cleansing", "pace", "comparison", "map", "shortfall", "quality")
PROVINCES, DAYS = 16, 8


def spent(server: Server, page: str, **query: str) -> float:
    """Milliseconds of processor for one view."""
    before = busy(server.pid)
    choices = "&".join(f"{key}={value}" for key, value in query.items())
    Viewer(f"{server.address}/{navigation.PAGES[page]}?{choices}").close()
    return 1000 * (busy(server.pid) - before)


def told(name: str, views: list[float], again: float) -> None:
    """Print a line."""
    print(f"{name:26}{statistics.median(views):8.0f}{max(views):8.0f}{again:8.0f}")


def main() -> None:
    """Print the table: median, worst, and the last of them seen again."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else settings.home()
    campaign = definition.load(home)
    units = [unit.code for unit in campaign.units if unit.parent_code == campaign.root][:PROVINCES]
    with patch.dict(os.environ, CAMPAIGN_HOME=str(home)):
        first, last = campaign.start + timedelta(days=151), store.cut_off()
    print(f"{'ms of processor':26}{'median':>8}{'worst':>8}{'again':>8}")
    with serving(home, CAMPAIGN_AHEAD="0") as server:
        for day in (last, first):
            query = {"as_of": f"{day}"}
            for page in STEMS:
                spent(server, page, unit=campaign.root, **query)  # what is made once for a day, whoever asks
                views = [spent(server, page, unit=unit, **query) for unit in units]
                told(f"{page}, {day}", views, spent(server, page, unit=units[-1], **query))
        days = [f"{first + timedelta(days=11 * step)}" for step in range(1, DAYS + 1)]
        for page in ("overview", "pipeline"):
            views = [spent(server, page, unit=campaign.root, as_of=day) for day in days]
            told(f"nation, {page}, new days", views, spent(server, page, unit=campaign.root, as_of=days[-1]))


if __name__ == "__main__":
    main()
