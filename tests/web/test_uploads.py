"""Nothing of a body is read before it is known who sends it; what does not come whole leaves nothing."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from campaign.serving import desk
from campaign.ui import navigation
from tests import readers, small
from tests.browser.conftest import serving
from tests.web.test_wire import LOGIN
from tests.wire import Session, run

FILE = b"date,unit_code,measure,count\n2021-01-06,a1,received,50\n"
SENDING = navigation.OFFICE["sending"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = small.delivered(tmp_path_factory.mktemp("uploads") / "small")
    readers.write(home, "A")
    return home


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[str]:
    """The whole server with a login configured; the largest file has 1 MB."""
    secrets = home / "secrets.toml"
    secrets.write_text(LOGIN, encoding="utf-8")
    with serving(home, Path("asgi.py"), "--secrets.files", str(secrets), CAMPAIGN_UPLOAD_MB="1") as server:
        yield server.address


@pytest.fixture(autouse=True)
def clean(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    readers.write(home, "A")
    for path in desk.folder(desk.UPLOADS).iterdir():
        path.unlink()


def body(content: bytes, name: str = "counts.csv") -> bytes:
    head = f'--XX\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'.encode()
    return head + content + b"\r\n--XX--\r\n"


def head(address: str, session: str, size: int, **changed: str | None) -> bytes:
    """The head of an upload that says it has `size` bytes, with headers `changed` or left out (None)."""
    token = generate_xsrf_token_string()
    headers = {
        "Host": urlsplit(address).netloc,
        "Origin": address,
        "X-Xsrftoken": token,
        "Cookie": f"_streamlit_xsrf={token}",
        "Content-Type": "multipart/form-data; boundary=XX",
        "Content-Length": f"{size}",
    } | {key.replace("_", "-"): value for key, value in changed.items()}
    lines = [f"PUT /_stcore/upload_file/{session}/1 HTTP/1.1"]
    lines += [f"{key}: {value}" for key, value in headers.items() if value is not None]
    return "\r\n".join([*lines, "", ""]).encode()


def put(address: str, session: str, content: bytes, says: int | None = None, **changed: str | None) -> int:
    """The status of an upload of which `content` is sent, and which says that it has so many bytes."""
    where = urlsplit(address)
    with closing(socket.create_connection((where.hostname, where.port), timeout=60)) as connection:
        connection.sendall(head(address, session, says or len(content), **changed) + content)
        if says and says > len(content) > 0:
            connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(4096)
    return int(answer.split()[1]) if answer else 0


def uploaded(address: str, subject: str | None, content: bytes, page: str = SENDING, **how: object) -> int:
    """The status of an upload from the open page of somebody."""

    async def visit() -> int:
        async with Session(address, readers.claims(subject) if subject else None) as session:
            await session.open(page)
            return await asyncio.to_thread(put, address, session.id, content, **how)

    return run(visit())


def lying() -> list[str]:
    return sorted(path.name for path in desk.folder(desk.UPLOADS).iterdir())


def gone(patience: float = 60.0) -> bool:
    """Nothing lies there any more: whoever breaks off is let go first, and what they sent is removed thereafter."""
    end = time.monotonic() + patience
    while lying() and time.monotonic() < end:
        time.sleep(0.05)
    return lying() == []


@pytest.mark.parametrize("subject", [None, "nobody", "leader", "chief"])
def test_who_may_not_send_is_refused_before_the_body(subject: str | None, site: str) -> None:
    """The answer is there though not one byte of the body was sent."""
    assert uploaded(site, subject, b"", says=500_000) == 404
    assert lying() == []


def test_a_way_in_that_asks_nobody_is_found(home: Path, tmp_path: Path) -> None:
    """Streamlit's own, without ours before it: whoever has a page open, if only that of the sign-in, is let in."""
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(LOGIN, encoding="utf-8")
    with serving(home, Path("dashboard.py"), "--secrets.files", str(secrets)) as server:
        assert uploaded(server.address, None, body(FILE)) == 204


def test_staff_are_let_in_and_the_file_lies_on_the_disk_as_it_was_sent(site: str) -> None:
    assert uploaded(site, "staff", body(FILE, "../../số liệu.csv")) == 204
    token, note = lying()
    assert (desk.folder(desk.UPLOADS) / token).read_bytes() == FILE
    said = desk.read(desk.folder(desk.UPLOADS) / note)
    assert said and (said["name"], said["who"], said["unit"]) == ("số liệu.csv", "staff", "A")


def test_a_page_that_was_not_opened_is_no_way_in(site: str) -> None:
    assert uploaded(site, "staff", b"", page=navigation.PAGES["overview"], says=500_000) == 404
    assert put(site, "another", b"", says=500_000) == 404


def test_another_site_does_nothing(site: str) -> None:
    for changed in ({"Origin": "http://evil.example"}, {"Origin": None}, {"X_Xsrftoken": None}):
        assert uploaded(site, "staff", b"", says=500_000, **changed) == 404
    assert uploaded(site, "staff", b"", says=500_000, Sec_Fetch_Site="cross-site") == 404


def test_what_is_too_large_or_does_not_say_is_refused_before_the_body(site: str) -> None:
    assert uploaded(site, "staff", b"", says=3_000_000) == 413
    assert uploaded(site, "staff", b"", Content_Length=None, Transfer_Encoding="chunked") == 411


TWO = body(FILE).removesuffix(b"--XX--\r\n") + body(FILE)


@pytest.mark.parametrize("broken", [body(FILE)[:-30], b"nothing of the kind", TWO], ids=["cut", "none", "two"])
def test_what_does_not_come_whole_leaves_nothing(broken: bytes, site: str) -> None:
    assert uploaded(site, "staff", broken) == 400
    assert uploaded(site, "admin", broken, says=len(broken) + 100) in (0, 400)
    assert gone()


def test_of_one_person_no_more_waits_than_one_may_send(site: str) -> None:
    assert uploaded(site, "staff", body(b"x" * 900_000)) == 204
    assert uploaded(site, "staff", b"", says=900_000) == 413
    assert uploaded(site, "admin", body(b"x" * 900_000)) == 204


def test_whoever_is_taken_from_the_roster_meanwhile_sends_nothing(site: str, home: Path) -> None:
    async def visit() -> int:
        async with Session(site, readers.claims("staff")) as session:
            await session.open(SENDING)
            readers.write(home, "A", extra='[[people]]\nissuer = "x"\nsubject = "y"\nrole = "leader"\n')
            roster = home / "roster.toml"
            roster.write_text(roster.read_text().replace('subject = "staff"', 'subject = "gone"'))
            return await asyncio.to_thread(put, site, session.id, b"", says=500_000)

    assert run(visit()) == 404
