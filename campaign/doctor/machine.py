"""The machine: Chrome, fonts, disk, rights, time zone, clock."""

import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

from campaign import settings
from campaign.definition import Definition
from campaign.doctor.finding import Finding, broken, odd, well
from campaign.ingest import history
from campaign.render.chrome import Chrome, ChromeDiedError, ChromeRefusedError
from campaign.render.chrome import path as chrome_path

PATIENCE = 30.0  # seconds for Chrome to start
LEAST, LITTLE = 1 << 30, 5 << 30  # bytes: below the first no file is taken on pages
FONTS = {
    settings.PROJECT / "static" / "fonts": ("*.woff2", b"wOF2", 3),
    settings.HERE / "report" / "fonts": ("*.ttf", b"\0\1\0\0", 7),
}  # folder: files, how one begins, how many there are
SECRET = ("vault", "mail", "audit")  # folders that are their owner's alone


def chrome() -> Finding:
    """Whether a Chrome starts and answers."""
    program = chrome_path()
    if program is None:
        return broken("chrome", "missing")
    try:
        started = Chrome(program, PATIENCE)
        try:
            return well("chrome", version=started.ask("Browser.getVersion")["product"])
        finally:
            started.end()
    except (ChromeDiedError, ChromeRefusedError, TimeoutError, OSError) as error:
        return broken("chrome", "dead", program=program, reason=str(error) or type(error).__name__)


def fonts() -> Finding:
    """Whether the fonts of pages and papers are there and are fonts."""
    for folder, (pattern, magic, number) in FONTS.items():
        whole = [file for file in folder.glob(pattern) if file.read_bytes()[:4] == magic]
        if len(whole) < number:
            return broken("fonts", "missing", folder=folder, there=len(whole), all=number)
    return well("fonts")


def disk() -> Finding:
    """Whether there is room for the next files and snapshots."""
    free = shutil.disk_usage(settings.home()).free
    said = {"folder": str(settings.home()), "free": f"{free / 2**30:.1f}"}
    if free < LEAST:
        return broken("disk", "full", **said)
    return odd("disk", "little", **said) if free < LITTLE else well("disk", **said)


def rights() -> Finding:
    """Whether what is needed can be read, and nobody else may read or change what is secret."""
    home = settings.home()
    for path in (home, home / "campaign.toml", settings.store()):
        if path.exists() and not os.access(path, os.R_OK):
            return broken("rights", "unreadable", path=path)
    for path in (home / name for name in SECRET):
        if path.exists() and _mode(path) & 0o077:
            return broken("rights", "open", path=path, mode=f"{_mode(path):04o}")
    for path in (home / "campaign.toml", settings.roster()):
        if path.exists() and _mode(path) & stat.S_IWOTH:
            return broken("rights", "writable", path=path, mode=f"{_mode(path):04o}")
    return well("rights")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def zone(campaign: Definition) -> Finding:
    """Whether the machine's timers and the campaign's days go by the same clock."""
    now = datetime.now(UTC)
    theirs, ours = campaign.local(now).utcoffset(), now.astimezone().utcoffset()
    said = {"zone": campaign.zone.key, "theirs": f"{campaign.local(now):%H:%M}", "ours": f"{now.astimezone():%H:%M}"}
    return well("zone", **said) if theirs == ours else odd("zone", "other", **said)


def clock() -> Finding:
    """Whether the clock is later than what was published by it."""
    now = datetime.now(UTC).replace(tzinfo=None)
    made = max((history.made_at(path) for path in history.snapshots()), default=now)
    said = {"now": f"{now:%Y-%m-%d %H:%M}", "made": f"{made:%Y-%m-%d %H:%M}"}
    return broken("clock", "back", **said) if made > now else well("clock", **said)
