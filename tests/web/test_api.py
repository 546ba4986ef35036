"""Figures for other programs: what the pages know, in the scope of a token, and not one byte without one."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as xml

import geopandas
import httpx
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from click.testing import CliRunner

from campaign import settings
from campaign.__main__ import cli
from campaign.people import audit, tokens
from campaign.serving import queries
from tests import readers, small
from tests.browser.conftest import COVERED, serving
from tests.web.test_wire import LOGIN

COUNTS = "date,unit_code,measure,count\n" + "".join(
    f"2021-01-0{day},{unit},received,{10 * day}\n" for day in (4, 5, 6) for unit in ("a1", "a2", "b1")
)
# A DuckDB with its reader of addresses, which has no package for the version of the dashboard yet (Makefile).
READER = settings.PROJECT / ".venv" / "reader"
BY_DUCKDB = """
import json, pathlib, sys, duckdb, duckdb_extension_httpfs as httpfs
(extension,) = pathlib.Path(httpfs.__file__).parent.rglob("httpfs.duckdb_extension")
duckdb.execute(f"load '{extension}'")
duckdb.execute("create secret (type http, bearer_token '" + sys.argv[2] + "')")
print(json.dumps(duckdb.sql(f"select unit_code, total from read_csv('{sys.argv[1]}')").fetchall()))
"""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = small.delivered(tmp_path_factory.mktemp("api") / "small", COUNTS)
    readers.write(home, "A")
    return home


@pytest.fixture(autouse=True)
def _campaign_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))


@pytest.fixture(scope="module")
def site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server with a login answers programs."""
    secrets = tmp_path_factory.mktemp("login") / "secrets.toml"
    secrets.write_text(LOGIN, encoding="utf-8")
    with serving(home, Path("asgi.py"), "--secrets.files", str(secrets), **COVERED) as server:
        yield f"{server.address}/api/v1"


def run(*command: str) -> str:
    answer = CliRunner().invoke(cli, command)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def token(person: str, *more: str) -> str:
    return run("token", "create", person, "--name", "test", *more).strip()


def ask(site: str, what: str, secret: str = "", **headers: str) -> httpx.Response:
    known = {"Authorization": f"Bearer {secret}"} if secret else {}
    return httpx.get(f"{site}/{what}", headers=known | headers)


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("name", ["overview", "units_below", "daily_progress", "deliveries"])
def test_an_answer_is_that_of_the_command_line_to_the_byte(site: str, name: str, form: str) -> None:
    told = run("query", name, "--unit=A", "--measure=received", "--as-of=2021-01-05", f"--{form}").encode()
    of = {"unit": "A", "measure": "received", "as_of": "2021-01-05"}
    given = "&".join(f"{key}={value}" for key, value in of.items() if key in queries.question(name).params)
    assert ask(site, f"{name}.{form}?{given}", token("leader")).content == told


def test_parquet_and_arrow_have_the_same_rows(site: str) -> None:
    secret = token("leader")
    rows = pd.read_json(io.BytesIO(ask(site, "units_below?measure=received", secret).content))
    parquet = pq.read_table(io.BytesIO(ask(site, "units_below.parquet?measure=received", secret).content))
    with pa.ipc.open_stream(ask(site, "units_below.arrow?measure=received", secret).content) as stream:
        arrow = stream.read_all()
    assert parquet.equals(arrow)
    assert parquet.column("total").to_pylist() == rows["total"].tolist() == [300, 150]


def test_every_question_is_described_and_answers(site: str) -> None:
    secret = token("admin")
    described = ask(site, "openapi.json", secret).json()
    assert {path[1:] for path in described["paths"]} == set(queries.names())
    english = ask(site, "openapi.json?lang=en", secret).json()["paths"]
    assert described["paths"]["/plan"]["get"]["summary"].startswith("Kế hoạch từng ngày")
    assert english["/plan"]["get"]["summary"].startswith("The plan of one measure")
    for path, way in described["paths"].items():
        params = {one["name"] for one in way["get"]["parameters"]}
        given = {"unit": "A", "measure": "received", "as_of": "2021-01-06", "level": "district"}
        answer = ask(site, path[1:] + "?" + "&".join(f"{key}={given[key]}" for key in given if key in params), secret)
        assert answer.status_code == 200, (path, answer.text)
        columns = way["get"]["responses"]["200"]["content"]["application/json"]["schema"]["items"]["properties"]
        for row in answer.json():
            assert list(row) == list(columns)


def test_nothing_is_said_without_a_token_that_counts(site: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    revoked, ended = token("leader"), token("leader")
    run("token", "revoke", run("token", "list", "--of", "leader").splitlines()[1].split()[0])
    (home / "audit" / "tokens").mkdir(exist_ok=True)
    for path in (home / "audit" / "tokens").glob("*.json"):
        said = json.loads(path.read_text())
        said["ends_at"] = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        path.write_text(json.dumps(said))
    for secret in ("", "cdt_wrong", revoked, ended):
        for what in ("overview", "nothing", "openapi.json", "changes.atom", "overview?unit=zz"):
            answer = ask(site, what, secret)
            assert (answer.status_code, answer.json()["error"]) in ((401, "no_token"), (401, "expired")), answer.text
            assert answer.headers["www-authenticate"].startswith("Bearer")


def test_who_is_struck_from_the_roster_has_no_token(site: str, home: Path) -> None:
    secret, roster = token("leader"), home / "roster.toml"
    before = roster.read_text()
    assert ask(site, "overview", secret).status_code == 200
    try:
        roster.write_text(before.replace('subject = "leader"', 'subject = "leader"\nrevoked = true'))
        assert ask(site, "overview", secret).json()["error"] == "revoked"
    finally:
        roster.write_text(before)


def test_a_chief_sees_what_the_pages_show_a_chief(site: str) -> None:
    secret = token("chief")
    assert [row["unit_code"] for row in ask(site, "units_below?measure=received", secret).json()] == ["A", "B"]
    assert [row["unit_code"] for row in ask(site, "units_below?unit=A&measure=received", secret).json()] == ["a1", "a2"]
    assert ask(site, "overview?unit=b1", secret).status_code == 403
    below = ask(site, "units_at_level?level=district&measure=received", secret).json()
    assert [row["unit_code"] for row in below] == ["a1", "a2"]
    assert ask(site, "quarantine_lines", secret).status_code == 403
    assert ask(site, "quarantine_lines", token("staff")).status_code == 200


def test_a_token_can_be_narrowed_and_not_widened(site: str) -> None:
    narrow = token("leader", "--unit", "B")
    assert ask(site, "overview?unit=a1", narrow).status_code == 403
    assert ask(site, "overview?unit=b1", narrow).status_code == 200
    answer = CliRunner().invoke(cli, ["token", "create", "chief", "--name", "x", "--unit", "b1"])
    assert answer.exit_code == 1


def test_a_wrong_question_is_told_what_there_is(site: str) -> None:
    secret = token("leader")
    for what, status, said in (
        ("overvew", 404, "openapi.json"),
        ("overview.xml", 400, "json, csv, parquet, arrow"),
        ("overview?units=A", 400, "unit, measure, as_of"),
        ("overview?as_of=yesterday", 400, "2021-06-01"),
        ("overview?unit=zz", 400, "units.csv"),
        ("overview?measure=zz", 400, "received, printed"),
        ("units_at_level?level=zz&measure=received", 400, "nation, province, district"),
        ("overview?limit=-1", 400, "limit"),
        ("overview?unit=A&unit=B", 400, "unit"),
        ("units_below", 400, "received, printed"),
        ("daily_progress.geojson?measure=received", 400, "map"),
        ("changes.rss", 404, "atom, json"),
    ):
        answer = ask(site, f"{what}{'&' if '?' in what else '?'}lang=en", secret)
        assert (answer.status_code, said in answer.json()["message"]) == (status, True), (what, answer.text)
    answer = ask(site, "overview?lang=xx", secret)
    assert (answer.status_code, "vi, en" in answer.json()["message"]) == (400, True), answer.text


def test_what_a_program_has_is_not_sent_again_until_it_changes(site: str, home: Path) -> None:
    secret = token("leader")
    first = ask(site, "overview", secret)
    again = ask(site, "overview", secret, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = ask(site, "overview", token("chief"), **{"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    small.deliver(home, "counts_2021-01-07.csv", "date,unit_code,measure,count\n2021-01-07,b1,received,5\n")
    third = ask(site, "overview", secret, **{"If-None-Match": first.headers["etag"]})
    assert third.status_code == 200
    assert third.json()[0]["total"] == first.json()[0]["total"] + 5


def test_large_answers_come_smaller_in_pages_or_in_parts(site: str) -> None:
    secret = token("leader")
    zipped = ask(site, "units_at_level?level=district&measure=received", secret)
    assert zipped.headers["content-encoding"] == "gzip"
    rows, address = [], f"{site}/units_at_level?level=district&measure=received&limit=2"
    while address:
        page = httpx.get(address, headers={"Authorization": f"Bearer {secret}"})
        rows += page.json()
        assert page.headers["x-total-count"] == "3"
        address = page.links.get("next", {}).get("url", "")
    assert rows == zipped.json()
    whole = ask(site, "overview.csv", secret).content
    part = ask(site, "overview.csv", secret, Range="bytes=5-14")
    assert (part.status_code, part.content) == (206, whole[5:15])
    assert ask(site, "overview.csv", secret, Range=f"bytes={len(whole)}-").status_code == 416


def test_the_feed_tells_of_own_units_only(site: str) -> None:
    for form in ("atom", "json"):
        for person, files in (("leader", {"counts.csv"}), ("chief", {"counts.csv"})):
            answer = ask(site, f"changes.{form}", token(person))
            if form == "atom":
                feed = xml.fromstring(answer.content)
                titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
            else:
                titles = [item["title"] for item in answer.json()["items"]]
            assert all(any(title.startswith(file) for title in titles) for file in files)
            assert any("2021-01-07" in title for title in titles) == (person == "leader")


def test_each_answer_is_in_the_audit_and_on_the_token(site: str) -> None:
    secret = token("staff")
    ask(site, "overview?unit=a1", secret)
    last = list(audit.lines())[-1]
    assert (last["subject"], last["action"], last["question"], last["unit"]) == ("staff", "api", "overview", "a1")
    (one, *_) = tokens.known("staff")
    assert one.used_at is not None
    assert secret not in "".join(path.read_text() for path in (settings.audit() / "tokens").iterdir())


def test_pandas_and_duckdb_read_an_address(site: str) -> None:
    secret = token("leader")
    address = f"{site}/units_below.csv?measure=received"
    table = pd.read_csv(address, storage_options={"Authorization": f"Bearer {secret}"})
    assert sorted(table["unit_code"]) == ["A", "B"]
    asked = [sys.executable, "-c", BY_DUCKDB, address, secret]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(READER)})
    assert json.loads(told.stdout) == [list(row) for row in table[["unit_code", "total"]].itertuples(index=False)]


def test_on_this_machine_without_a_login_no_token_is_needed(home: Path) -> None:
    with serving(home, Path("asgi.py")) as server:
        assert ask(f"{server.address}/api/v1", "overview").status_code == 200
        elsewhere = {"Host": "dashboard.example", "X-Forwarded-For": "10.0.0.1"}
        assert ask(f"{server.address}/api/v1", "overview", **elsewhere).status_code == 401


def test_units_below_are_a_map(demonstration: Path) -> None:
    with serving(demonstration) as server:
        told = ask(f"{server.address}/api/v1", "units_below.geojson?measure=received").json()
    assert len(told["features"]) == 63
    areas = geopandas.GeoDataFrame.from_features(told, crs=4326).set_index("unit_code")
    assert areas.geometry.is_valid.all()
    assert areas.loc["01"].geometry.contains(shapely.Point(105.85, 21.03))  # Hoàn Kiếm lake lies in Hà Nội
    assert areas.loc["01", "total"] > 0
