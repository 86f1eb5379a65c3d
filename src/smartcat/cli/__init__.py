"""The command line: parse, build what is needed, make one call, show the result or the error."""

import atexit
import gc

from smartcat.loading import loading

with loading():
    from smartcat.cli.main import main

# What is there at the end goes with the process, and need not be looked through for garbage.
atexit.register(gc.freeze)

__all__ = ["main"]
