"""All that is cached stays within one bound, and the bound is the memory that the process takes."""

import subprocess
import sys

import pytest

from campaign import settings

# 600 views of two kinds, of which each has a figure and a table of 705 rows: 150 MB and more of them.
VIEWS = """
import sys
from pathlib import Path
import cachetools, numpy as np, pandas as pd, plotly.graph_objects as go
from campaign.figures.exhibit import Exhibit
from campaign.serving import cache

cache._cache = cachetools.LRUCache(float(sys.argv[1]), getsizeof=cache.size)
chance, figure = np.random.default_rng(1), go.Figure(go.Scatter(x=list(range(400)), y=list(range(400))))


def table(number):
    numbers = {f"column {column}": chance.random(705) for column in range(20)}
    return pd.DataFrame({"name": [f"unit {number} {row}" for row in range(705)]} | numbers)


exhibit = cache.once(lambda number: Exhibit("key", figure, "title", "note", f"sentence {number}", table(number)))
answer = cache.once(lambda number: (number, table(number)))


def resident():
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


answer(-1), exhibit(-1)
before = resident()
for number in range(600):
    answer(number), exhibit(number)
print(resident() - before)
"""


def grown(bound: float) -> float:
    """MB that a process has grown by after all views, when its cache has so many bytes."""
    command = [sys.executable, "-c", VIEWS, str(bound)]
    return float(subprocess.run(command, cwd=settings.PROJECT, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("bound", [20, 60])
def test_all_that_is_cached_stays_within_the_bound(bound: int) -> None:
    assert bound * 0.6 < grown(bound * 2**20) < bound * 1.4 + 15


def test_a_cache_without_a_bound_is_seen() -> None:
    assert grown(float("inf")) > 100
