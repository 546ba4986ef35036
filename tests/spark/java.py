"""Says whether Spark can run here."""

import importlib.util
import os
import shutil

import pytest


def missing() -> str:
    """What is missing for Spark, nothing when it can run."""
    if importlib.util.find_spec("pyspark") is None:
        return "PYSPARK"
    return "" if shutil.which("java") or os.environ.get("JAVA_HOME") else "JAVA"


def needed() -> None:
    """Skip the test where Spark cannot run; the last lines of the run say so aloud."""
    if missing():
        pytest.skip(f"NO {missing()}")
