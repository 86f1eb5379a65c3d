"""The command line: parse, build what is needed, make one call, show the result or the error."""

import atexit
import gc
import os

# Before numpy is loaded: its threads would cost a tenth of a second at every start, they gain
# nothing on vectors of this size, and processes are forked safely only from a single thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Looking through all that is installed for plug-ins of pydantic takes longer than most commands.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# What is there at the end goes with the process, and need not be looked through for garbage.
atexit.register(gc.freeze)

from smartcat.loading import loading  # noqa: E402 - as said above

with loading():
    from smartcat.cli.main import main

__all__ = ["main"]
