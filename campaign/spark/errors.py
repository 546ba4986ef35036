"""What goes wrong in Spark, said without its words: they may quote what stands in the file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from campaign import words
from campaign.ingest.child import ChildError
from campaign.ingest.errors import RefusedError

CONDITION = re.compile(r"\[([A-Z][A-Z_]+)[\].]")  # Spark's own name for an error, which it puts before its words
REFUSED = {
    "PATH_NOT_FOUND": "nothing_there",
    "UNABLE_TO_INFER_SCHEMA": "nothing_there",
    "FAILED_READ_FILE": "unreadable",
    "CANNOT_READ_FILE_FOOTER": "unreadable",
}


@contextmanager
def without_words() -> Iterator[None]:
    """RefusedError when Spark cannot find or read the files; ChildError, with the name of its error, when it broke."""
    try:
        yield
    except (PySparkException, Py4JError) as error:
        conditions = CONDITION.findall(str(error))
        for condition in conditions:
            if condition in REFUSED:
                raise RefusedError(REFUSED[condition]) from None
        raise ChildError(words.t("spark.broke", condition=(conditions or ["?"])[0])) from None
