"""One JSON object a log line, on standard error, for journald and whatever reads it."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime


class Line(logging.Formatter):
    """at, level, logger, message; of an exception its kind and where, not its words: they may quote a raw value."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, str | list[str]] = {
            "at": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= getattr(record, "about", {})
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)[-6:]
            said |= {
                "error": type(error).__name__,
                "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
            }
        return json.dumps(said, ensure_ascii=False)


def begin() -> None:
    """From here on this process writes such lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    take_over()


def take_over() -> None:
    """Have the server's loggers write through ours: each of Streamlit's modules makes one of its own when it is first
    used, so this is done again and again. Who asked for what is in nginx's log, not here."""
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("streamlit", "uvicorn", "websockets"):
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.WARNING)
