"""Server time of a rerun with everything kept, against a page that only writes a line of text; bytes that it sends.

The line of text is written twice: by Streamlit as it comes, which collects all garbage after each run, and with the
dashboard's settings.

python -m bench.rerun [CAMPAIGN_HOME]: real servers with the dashboard's settings and real websockets; reruns are taken
in turn, and what is compared is the processor time of the server, which holds on a machine that has other work.
"""

import os
import sys
import tempfile
from pathlib import Path

from bench.viewer import Viewer
from campaign import settings
from campaign.subjects.comparison import exhibits as comparison
from tests.browser.conftest import serving

ROUNDS, RERUNS = 8, 25
TICK = os.sysconf("SC_CLK_TCK")
AS_IT_COMES = ("--runner.postScriptGC", "true")
TEXT = "import streamlit as st\nst.write('one line')\n"
PAGES = {"map": "ban-do", "map, 705 units": "ban-do?shape=deep", "overview": "toan-canh", "pace": "tien-do"}


def busy(pid: int) -> float:
    """Seconds of processor that a process has used."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / TICK


def main() -> None:
    """Print milliseconds, their ratio to both lines of text, and kilobytes of a rerun, by page."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else settings.home()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "text.py")
        script.write_text(TEXT, encoding="utf-8")
        with serving(home, script, *AS_IT_COMES) as stock, serving(home, script) as tuned, serving(home) as ours:
            pages = PAGES | {view: f"so-sanh?view={view}" for view in comparison.VIEWS}
            Viewer(ours.address).close()
            viewers = {"text, as it comes": (stock, Viewer(stock.address)), "text": (tuned, Viewer(tuned.address))} | {
                name: (ours, Viewer(f"{ours.address}/{page}")) for name, page in pages.items()
            }
            spent, sent = dict.fromkeys(viewers, 0.0), dict.fromkeys(viewers, 0.0)
            for _ in range(ROUNDS):
                for name, (server, viewer) in viewers.items():
                    before = busy(server.pid)
                    sent[name] = sum(viewer.run().size for _ in range(RERUNS)) / RERUNS
                    spent[name] += busy(server.pid) - before
    most, least = spent["text, as it comes"], spent["text"]
    for name, seconds in spent.items():
        print(
            f"{name:18}{1000 * seconds / ROUNDS / RERUNS:7.1f} ms {seconds / most:6.2f} × as it comes"
            f"{seconds / least:6.2f} × tuned {sent[name] / 1000:8.1f} KB"
        )


if __name__ == "__main__":
    main()
