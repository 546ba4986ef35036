"""What runs and what came in, for Prometheus: on a port of its own, for this machine alone, and only where it is asked.

Counts and times; no figure of a unit, no name of a file or a person. So there is no login.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import duckdb
from prometheus_client import ProcessCollector, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from streamlit import runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY, GaugeStat

from campaign import settings
from campaign.definition import DefinitionError
from campaign.serving import catalogue, desk, queries, store
from campaign.serving.selection import EVERYTHING, Selection
from campaign.ui.run_times import REGISTRY

LOG = logging.getLogger("campaign.metrics")
HERE = "127.0.0.1"
# What a delivery may have become (campaign/ingest/outcome.py), as the value of a label.
STATES = ("accepted", "accepted_with_quarantine", "held", "refused", "failed", "withdrawn")
LINES = ("accepted", "quarantined")


class Campaign(Collector):
    """What is published and what waits, looked up when it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """All there is to say; of several campaigns what there is to say of each, by the label `campaign`."""
        yield _one("sessions", "Open pages of this process", _sessions())
        if not (known := settings.campaigns()):
            yield from self._of_one()
            return
        found: dict[str, GaugeMetricFamily] = {}
        for name, home in known.items():
            with settings.following(home):
                for one in self._of_one():
                    family = found.setdefault(one.name, GaugeMetricFamily(one.name, one.documentation))
                    for sample in one.samples:
                        family.add_sample(sample.name, {**sample.labels, "campaign": name}, sample.value)
        yield from found.values()

    def _of_one(self) -> Iterator[GaugeMetricFamily]:
        """Of the campaign that is followed; of what cannot be read only that it cannot."""
        orders = len(list((settings.desk() / desk.ORDERS).glob("*.json")))
        yield _one("desk_orders", "What staff asked for on pages and nobody has answered yet", orders)
        yield _one("desk_attended", "1 while somebody answers the pages, as `campaign watch` does", desk.attended())
        try:
            published = [*_published()]
        except (*store.UNUSABLE, DefinitionError, duckdb.Error, OSError):
            published = []
        yield _one("served", "1 while the published figures can be read", bool(published))
        yield from published


@contextmanager
def answered(port: int | None) -> Iterator[None]:
    """Meanwhile this machine is answered at /metrics on this port; nobody where there is none.

    A port that is taken is logged: readers are served all the same.
    """
    try:
        server = start_http_server(port, HERE, REGISTRY)[0] if port else None
    except OSError as error:
        LOG.error("nothing answers on port %s", port, exc_info=error)
        server = None
    try:
        yield
    finally:
        if server:
            server.shutdown()
            server.server_close()


def _published() -> Iterator[GaugeMetricFamily]:
    campaign = catalogue.campaign()
    ended = datetime.combine(store.cut_off() + timedelta(days=1), time(), campaign.zone).timestamp()
    yield _one("cut_off_timestamp_seconds", "End of the latest day on which anything was reported", ended)
    made = (settings.store() / "CURRENT").stat().st_mtime
    yield _one("published_timestamp_seconds", "When the figures that are served were published", made)
    came = queries.table("deliveries", Selection(EVERYTHING, campaign.root, date.max), as_of=None)
    states = came["state"].str.replace(" ", "_").value_counts()
    by_state = GaugeMetricFamily("campaign_deliveries", "Files that came, by what became of them", labels=["state"])
    for state in STATES:
        by_state.add_metric([state], int(states.get(state, 0)))
    yield by_state
    lines = GaugeMetricFamily("campaign_lines", "Lines of files that count, taken or put aside", labels=["outcome"])
    for outcome in LINES:
        lines.add_metric([outcome], int(came[outcome].sum()))
    yield lines


def _sessions() -> int:
    if not runtime.exists():
        return 0
    found = runtime.get_instance().stats_mgr.get_stats([ACTIVE_SESSIONS_FAMILY])
    return sum(one.value for one in found.get(ACTIVE_SESSIONS_FAMILY, ()) if isinstance(one, GaugeStat))


def _one(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"campaign_{name}", about, value=value)


REGISTRY.register(Campaign())
ProcessCollector(registry=REGISTRY)
