"""Where the campaign lives and how this process was started; nothing else reads the environment."""

import getpass
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
# What stands beside this package in a checkout is inside it where it was installed from a wheel (pyproject.toml).
PROJECT = HERE / "project" if (HERE / "project").is_dir() else HERE.parent
_followed: ContextVar[Path | None] = ContextVar("followed", default=None)
_elsewhere: list[Callable[[], Path | None]] = []


class NoCampaignError(LookupError):
    """There are several campaigns behind one door, and none has been chosen."""


def home() -> Path:
    """Folder of the campaign that is followed: that which this run chose of several, else CAMPAIGN_HOME or the
    project's own `data/`. NoCampaignError."""
    if followed := _followed.get():
        return followed
    if not campaigns():
        return _resolved(os.environ.get("CAMPAIGN_HOME") or str(PROJECT / "data"))
    if chosen := next(filter(None, (ask() for ask in _elsewhere)), None):
        return chosen
    raise NoCampaignError(f"choose a campaign: {', '.join(campaigns())}")


def campaigns() -> dict[str, Path]:
    """The campaigns behind one door by the name that an address has for them: folders of CAMPAIGNS with a definition.

    None where CAMPAIGN_HOME names one, or CAMPAIGNS no folder.
    """
    door = os.environ.get("CAMPAIGNS")
    if not door or os.environ.get("CAMPAIGN_HOME"):
        return {}
    return {file.parent.name: _resolved(str(file.parent)) for file in sorted(Path(door).glob("*/campaign.toml"))}


def followed() -> dict[str, str]:
    """What tells a process that starts in another folder which campaign is followed, or that there are several."""
    door = os.environ.get("CAMPAIGNS", "")
    return {"CAMPAIGNS": str(Path(door).resolve())} if campaigns() else {"CAMPAIGN_HOME": str(home())}


def follow(home: Path | None) -> None:
    """From here on this run, and what it begins with a copy of its context, follows the campaign in this folder."""
    _followed.set(home)


@contextmanager
def following(home: Path | None) -> Iterator[None]:
    """Meanwhile the same."""
    before = _followed.set(home)
    try:
        yield
    finally:
        _followed.reset(before)


def homes() -> tuple[Path, ...]:
    """Folders of all campaigns that this process serves."""
    return tuple(campaigns().values()) or (home(),)


def ask_also(asked: Callable[[], Path | None]) -> None:
    """Where nothing is followed yet, as in what a widget calls before the page's own run, `asked` says what is."""
    _elsewhere.append(asked)


@cache
def version() -> str:
    """Version of the dashboard, as pyproject.toml says it."""
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@cache
def _resolved(folder: str) -> Path:
    return Path(folder).resolve()


def store() -> Path:
    """Folder of the snapshots and of CURRENT."""
    return home() / "store"


def user() -> str | None:
    """Who gives this command, for what is written down of it: CAMPAIGN_USER, else the name of the account, if any."""
    try:
        return os.environ.get("CAMPAIGN_USER") or getpass.getuser()
    except (KeyError, OSError):
        return None


def watch_every() -> int:
    """Seconds between two looks of an open page at what it stands on (CAMPAIGN_WATCH_EVERY)."""
    return int(os.environ.get("CAMPAIGN_WATCH_EVERY", "30"))


def ahead() -> bool:
    """Whether the server makes what is opened first before anybody asks; not if CAMPAIGN_AHEAD is 0."""
    return os.environ.get("CAMPAIGN_AHEAD", "1") != "0"


def wall_every() -> int:
    """Seconds that a page stays on a wall (CAMPAIGN_WALL_EVERY)."""
    return int(os.environ.get("CAMPAIGN_WALL_EVERY", "25"))


def roster() -> Path:
    """The file that says who may see what."""
    return home() / "roster.toml"


def audit() -> Path:
    """Folder of what was looked at by whom, and of who has signed out."""
    return home() / "audit"


def desk() -> Path:
    """Folder of what staff ask of the intake and of its answers; files that were sent wait there to be taken in."""
    return home() / "desk"


def upload_bytes() -> int:
    """The largest file that may be sent on a page (CAMPAIGN_UPLOAD_MB), and the most that waits of one person."""
    return int(os.environ.get("CAMPAIGN_UPLOAD_MB", "2048")) << 20


def metrics_port() -> int | None:
    """Port on which this process answers Prometheus, on this machine alone (CAMPAIGN_METRICS_PORT); None for nowhere.

    ValueError for what is no port.
    """
    port = os.environ.get("CAMPAIGN_METRICS_PORT", "")
    return int(port) if port else None


def chrome() -> str | None:
    """Chrome that draws the exports, where the machine's own is not wanted: CHROME or BROWSER_PATH."""
    return os.environ.get("CHROME") or os.environ.get("BROWSER_PATH")


def frame_ancestors() -> str:
    """Sites that may show the dashboard in a frame, such as `https://intranet.example`, with blanks between them; none
    unless CAMPAIGN_FRAME_ANCESTORS names them. ValueError for anything else: it goes into a header."""
    sites = os.environ.get("CAMPAIGN_FRAME_ANCESTORS", "").split()
    for site in sites:
        if not re.fullmatch(r"https?://[\w.*-]+(:\d+)?", site):
            raise ValueError(f"CAMPAIGN_FRAME_ANCESTORS: {site!r} is no site; write https://intranet.example")
    return " ".join(sites)


def address() -> str:
    """Where readers find the dashboard, for links in papers made on the command line: CAMPAIGN_ADDRESS."""
    return os.environ.get("CAMPAIGN_ADDRESS", "http://127.0.0.1:8501").rstrip("/")


def name() -> str | None:
    """What an address calls this campaign among several behind one door: its folder, or CAMPAIGN_NAME for papers made
    on the command line; None where it is alone."""
    return home().name if campaigns() else os.environ.get("CAMPAIGN_NAME")


def link(**chosen: str) -> str:
    """The overview with these choices in its address."""
    of_several = {"campaign": called} if (called := name()) else {}
    return f"{address()}/?{urlencode(of_several | chosen)}".removesuffix("/?")


def mail() -> Path:
    """Folder of who wants mail, of the messages that wait and of what became of them: the intake's alone."""
    return home() / "mail"


def mail_host() -> tuple[str, int] | None:
    """Relay that takes the mail, and its port (CAMPAIGN_MAIL_HOST, as `relay.example:587`); None: no mail is sent.

    ValueError for what is no port.
    """
    host, _, port = os.environ.get("CAMPAIGN_MAIL_HOST", "").partition(":")
    return (host, int(port or 25)) if host else None


def mail_tls() -> str:
    """How the way to the relay is kept secret (CAMPAIGN_MAIL_TLS): `starttls`, `tls` from the first byte, or `none`.

    ValueError for anything else.
    """
    chosen = os.environ.get("CAMPAIGN_MAIL_TLS", "starttls")
    if chosen not in ("starttls", "tls", "none"):
        raise ValueError(f"CAMPAIGN_MAIL_TLS: {chosen!r}; write starttls, tls or none")
    return chosen


def mail_authority() -> str | None:
    """File with the certificate of the network's own authority (CAMPAIGN_MAIL_CA); None for those the system trusts."""
    return os.environ.get("CAMPAIGN_MAIL_CA") or None


def mail_login() -> tuple[str, str] | None:
    """Name and password at a relay that asks for them: CAMPAIGN_MAIL_USER, and a file, CAMPAIGN_MAIL_PASSWORD_FILE.

    OSError where the file cannot be read.
    """
    user, file = os.environ.get("CAMPAIGN_MAIL_USER"), os.environ.get("CAMPAIGN_MAIL_PASSWORD_FILE")
    return (user, Path(file).read_text(encoding="utf-8").strip()) if user and file else None


def mail_sender() -> str:
    """Address from which mail comes (CAMPAIGN_MAIL_FROM); "" where none is set, and then no mail is sent."""
    return os.environ.get("CAMPAIGN_MAIL_FROM", "")


def mail_domains() -> tuple[str, ...]:
    """Domains to which mail may go beside addresses that a login has verified (CAMPAIGN_MAIL_DOMAINS, with blanks)."""
    return tuple(os.environ.get("CAMPAIGN_MAIL_DOMAINS", "").casefold().split())


def mail_morning() -> str:
    """From when on the morning brief goes out, by the campaign's clock (CAMPAIGN_MAIL_MORNING)."""
    return os.environ.get("CAMPAIGN_MAIL_MORNING", "06:00")
