"""What ties a process to the one that started it."""

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent(number: int, parent_pid: int) -> None:
    """Have the kernel send this process a signal when its parent is gone; on Linux alone.

    Args:
        number: Which signal.
        parent_pid: Who the parent is; if it is gone already, this process ends at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != parent_pid:  # it died before we asked to be told
            os._exit(1)
