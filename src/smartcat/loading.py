"""How modules are loaded where a process is to start soon."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Look for no garbage while modules are loaded, which make many objects and no garbage.

    That is a tenth of a start. What was loaded stays to the end, so it is not looked through later
    either; and where it is shared with a forked process, its memory is not copied.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
