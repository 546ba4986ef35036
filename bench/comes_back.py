"""How soon an open page is back by itself after its server was killed and started again, as systemd does.

python -m bench.comes_back [CAMPAIGN_HOME] [--times 5] [--away 1]: seconds from the server's first answer until the open
page is connected and drawn to its end, with the choices that it had. `--away` is how long no server is there.
"""

import os
import signal
import statistics
import time
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from campaign import settings
from campaign.render import chrome
from tests.browser.conftest import free_port, serving

BACK = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning] .strip"


@click.command()
@click.argument("home", required=False, type=click.Path(path_type=Path))
@click.option("--times", default=5)
@click.option("--away", default=1.0)
def main(home: Path | None, times: int, away: float) -> None:
    """Kill and start anew, so many times."""
    home, port, seconds = home or settings.home(), free_port(), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome.path(), args=chrome.FLAGS)
        page = browser.new_page()
        for _ in range(times):
            with serving(home, port=port) as server:
                page.goto(f"{server.address}/tien-do?measure=received")
                page.wait_for_selector(BACK, timeout=60_000)
                os.kill(server.pid, signal.SIGKILL)
                page.wait_for_selector(":not([data-test-connection-state=CONNECTED])[data-testid=stApp]")
            time.sleep(away)
            with serving(home, port=port):
                start = time.perf_counter()
                page.wait_for_selector(BACK, timeout=120_000)
                seconds.append(time.perf_counter() - start)
                assert "measure=received" in page.url
        browser.close()
    click.echo(
        f"back after {', '.join(f'{one:.1f}' for one in seconds)} s, median {statistics.median(seconds):.1f} s; "
        f"away {away:g} s and the start; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )


if __name__ == "__main__":
    main()
