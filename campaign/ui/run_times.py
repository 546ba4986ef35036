"""How long runs of pages take, for monitoring: counted all the time, in a few microseconds each."""

from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.context_managers import Timer

# A page that has been opened before takes 0.05 to 0.3 s; nobody waits for more than 30.
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
REGISTRY = CollectorRegistry()
_seconds = Histogram(
    "campaign_page_run_seconds",
    "Time of a run of a page, until it ends or another begins",
    ["page"],
    registry=REGISTRY,
    buckets=BUCKETS,
)


def timed(stem: str) -> Timer:
    """While it is entered, the page of file `stem` runs."""
    return _seconds.labels(stem).time()
