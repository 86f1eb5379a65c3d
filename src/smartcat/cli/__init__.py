"""The command line: parse, build what is needed, make one call, show the result or the error."""

import os

# Before numpy is loaded: its threads would cost a tenth of a second at every start, they gain
# nothing on vectors of this size, and processes are forked safely only from a single thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from smartcat.cli.main import main

__all__ = ["main"]
