"""Prometheus is answered on a port of its own, on this machine alone, and only where that is asked for."""

import socket
import urllib.request
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from campaign.web import metrics
from tests import small
from tests.browser.conftest import free_port, serving
from tests.pages.office import TOML
from tests.wire import Session, run

HELD = "date,unit_code,measure,count\n2021-01-06,a1,received,50\n"
QUARANTINED = "date,unit_code,measure,count\n2021-01-07,a1,received,50\n2021-01-07,zz,received,5\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three files: one counts, one counts in part, one is held."""
    home = small.delivered(tmp_path_factory.mktemp("metrics") / "small", toml=TOML)
    small.deliver(home, "counts_2021-01-08.csv", QUARANTINED)
    small.deliver(home, "counts_2031-01-21.csv", HELD)
    return home


def asked(port: int) -> dict[tuple[str, ...], float]:
    """What is answered there, by name and values of labels."""
    text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    return {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_what_came_what_runs_and_what_it_takes(home: Path) -> None:
    port = free_port()
    with serving(home, CAMPAIGN_METRICS_PORT=str(port)) as server:

        async def opened() -> dict[tuple[str, ...], float]:
            async with Session(server.address) as session:
                await session.open("tien-do")
                return asked(port)

        found = run(opened())
        assert {state: found["campaign_deliveries", state] for state in metrics.STATES} == {
            **dict.fromkeys(metrics.STATES, 0),
            **{"accepted": 1, "accepted_with_quarantine": 1, "held": 1},
        }
        assert (found["campaign_lines", "accepted"], found["campaign_lines", "quarantined"]) == (2, 1)
        assert found["campaign_served",] == found["campaign_sessions",] == 1
        assert found["campaign_desk_orders",] == found["campaign_desk_attended",] == 0
        assert found["campaign_page_run_seconds_count", "pace"] >= 1
        assert found["campaign_page_run_seconds_sum", "pace"] > 0
        assert found["process_resident_memory_bytes",] > 50e6
        assert found["campaign_cut_off_timestamp_seconds",] == 1610125200  # 2021-01-09 00:00 in Viet Nam
        assert found["campaign_published_timestamp_seconds",] == (home / "store" / "CURRENT").stat().st_mtime
        assert b"a1" not in httpx.get(f"http://127.0.0.1:{port}/metrics").content, "of no unit"
        assert httpx.get(f"{server.address}/metrics").text.count("campaign_") == 0, "not where readers come"
        assert not elsewhere(port)


def elsewhere(port: int) -> bool:
    """Whether another address of this machine is answered: what listens for all answers there, too."""
    try:
        socket.create_connection(("127.0.0.2", port), 5).close()
    except OSError:
        return False
    return True


def test_a_port_for_everybody_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "HERE", "0.0.0.0")
    port = free_port()
    with metrics.answered(port):
        assert elsewhere(port), "what the test above would see"


def test_nothing_answers_unless_it_is_asked_for_and_a_port_that_is_taken_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with metrics.answered(None):
        assert not caplog.records
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with metrics.answered(taken.getsockname()[1]):
            assert "nothing answers on port" in caplog.text


def test_a_campaign_without_figures_says_so(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(small.folder(tmp_path / "empty")))
    port = free_port()
    with metrics.answered(port):
        assert asked(port)["campaign_served",] == 0
    with pytest.raises(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics")
