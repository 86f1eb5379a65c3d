"""What holds for all tests."""

import logging
import os
from collections.abc import Iterator

import pytest

from smartcat.logs import JsonFormatter

# As the command line does: reading processes are forked, which wants a single thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture(autouse=True)
def _logs_end_with_a_test() -> Iterator[None]:
    """Take away what `log_json` set up: it would write to a stream that is closed by then."""
    yield
    for name in (None, "smartcat"):
        logger = logging.getLogger(name)
        logger.handlers = [
            one for one in logger.handlers if not isinstance(one.formatter, JsonFormatter)
        ]
    logging.getLogger("smartcat").propagate = True
