"""Whether an installation works: a file goes in, a page comes out, Chrome draws it. Leaves nothing behind."""

import base64
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from campaign import definition, settings
from campaign.render import chrome

PORT, PATIENCE = 8599, 120.0  # seconds
HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def within(look, what: str):
    """What `look` gives once it gives something. SystemExit when nothing came in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := look():
                return found
        except OSError:
            pass
        time.sleep(0.3)
    sys.exit(f"{what} did not come within {PATIENCE:.0f} s")


def main() -> None:
    """Try it in a folder of its own. Where a file is named, Chrome's picture of the overview goes there."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        for file in (settings.PROJECT / "data").glob("*.*"):
            (home / file.name).write_bytes(file.read_bytes())
        campaign = definition.load(home)
        unit = next(unit.code for unit in campaign.units if unit.level == campaign.levels[-1].id)
        measure = campaign.measures[0].label.texts["vi"]
        line = f"{campaign.start},{unit},{campaign.measures[0].id},1\n"
        (home / "counts.csv").write_text("date,unit_code,measure,count\n" + line, encoding="utf-8")
        env = os.environ | {"CAMPAIGN_HOME": made}
        command = [sys.executable, "-m", "campaign"]
        subprocess.run([*command, "ingest", str(home / "counts.csv")], env=env, check=True, stderr=subprocess.DEVNULL)
        print(f"a file is taken in after {time.monotonic() - started:.0f} s")
        server = subprocess.Popen([*command, "serve", "--port", str(PORT)], env=env, stderr=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{PORT}"
        try:
            within(lambda: urllib.request.urlopen(f"{address}/health").status == 200, "/health")
            program = chrome.path() or sys.exit("There is no Chrome.")
            shown = chrome.Chrome(program, PATIENCE, (HERE,))
            try:
                shown.open(f"{address}/?lang=vi")
                within(lambda: measure in shown.call("(() => document.body.innerText)"), "the page")
                print(f"a page is open after {time.monotonic() - started:.0f} s")
                if len(sys.argv) > 1:
                    Path(sys.argv[1]).write_bytes(base64.b64decode(shown.ask("Page.captureScreenshot")["data"]))
            finally:
                shown.end()
        finally:
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    main()
