"""One JSON object a log line, on standard error, for journald and whatever reads it."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime


class Line(logging.Formatter):
    """at, level, logger, message; of an exception its kind and where, not its words: they may quote a raw value."""

    def format(self, record: logging.LogRecord) -> str:
        said = {"at": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
                "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        said |= getattr(record, "about", {})
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)[-6:]
            said |= {"error": type(error).__name__,
                     "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]}
        return json.dumps(said, ensure_ascii=False)


def begin() -> None:
    """From here on every logger of this process writes such lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # nginx writes who asked for what
