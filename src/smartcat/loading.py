"""How modules are loaded where a process is to start soon: around the imports of each face."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load modules, and make what lives as long as the process, without what that does not need.

    Looking for garbage takes a quarter of the start of a function on AWS: loading makes many
    objects and no garbage. What is there afterwards stays to the end, so it is not looked through
    later either, and processes that are forked share its memory.

    What a user has set stands.
    """
    # Threads of OpenBLAS cost a tenth of a second when numpy is loaded, gain nothing on vectors of
    # this size, and processes are forked safely only from a single thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # All that is installed would be looked through for plug-ins of pydantic.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    were_loaded, was_enabled = len(sys.modules), gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Where commands are called again and again nothing is new, and their garbage is to go.
        if len(sys.modules) > were_loaded:
            gc.freeze()
        if was_enabled:
            gc.enable()
