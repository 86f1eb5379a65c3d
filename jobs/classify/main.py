"""The entry of the container: does the shard of a run that its environment names."""

import os
import signal
from typing import NoReturn

from smartcat.errors import ExitCode
from smartcat.loading import loading


def run() -> NoReturn:
    """Do the shard, and end with a code of `ExitCode`."""
    # Loading the worker takes as long as a page does: a host may be lost meanwhile.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(ExitCode.INTERRUPTED_WORK))
    with loading():
        from smartcat.worker import main

    main()


if __name__ == "__main__":
    run()
