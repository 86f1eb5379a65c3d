"""What may go wrong, and a tally of what was tried."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What may go wrong when a process asks for something."""

    REFUSED = "refused"
    """Nothing is done, and that is told."""
    ANSWER_LOST = "answer lost"
    """It is done, and an error is told."""
    SENT_AGAIN = "sent again"
    """A conditional write is done, its answer is lost, and what is sent again runs into it."""
    STALE = "stale"
    """What was written or submitted last is not told of yet."""
    DISK_FULL = "disk full"
    """What is fetched finds no room."""
    DIES_BEFORE = "dies before"
    """The process is no more, and nothing is done."""
    DIES_AFTER = "dies after"
    """It is done, and the process is no more."""
    TOLD_TO_STOP = "told to stop"
    """A container is sent SIGTERM; a function is short of time."""


class WireFault(StrEnum):
    """What may go wrong with a single request on its way, which botocore may send again."""

    SLOW_DOWN = "slow down"
    """AWS throttles it."""
    SERVER_FAILED = "server failed"
    """AWS has an error of its own, and did nothing."""
    RESET = "reset"
    """The connection is closed before the request arrives."""
    RESET_AFTER = "reset after"
    """It is done, and the connection is closed before the answer arrives."""
    FAILED_AFTER = "failed after"
    """It is done, and AWS says that it failed."""
    CONFLICT = "conflict"
    """Another conditional write is under way: 409."""
    DENIED = "denied"
    """Access is denied, this one time."""
    BREAKS_OFF = "breaks off"
    """A body ends before it should."""


MADE_GOOD = frozenset(WireFault) - {WireFault.DENIED}
"""What costs no work: the request is sent again."""


class Meanwhile(StrEnum):
    """What others do while a process stands still."""

    MESSAGE = "message"
    """The dispatcher takes the next message."""
    MESSAGE_AHEAD = "message ahead"
    """The same, with a clock that runs ahead: claims that are good still have expired for it."""
    CONTAINER = "container"
    """The next container that waits runs."""
    TWIN = "twin"
    """Batch starts once more what it has started already."""
    SCHEDULE = "schedule"
    """The reconciler looks around."""


@dataclass(frozen=True)
class Pause:
    """A process stands still; the clock and others do not.

    Attributes:
        seconds: For how long.
        meanwhile: What others do then, at its end.
    """

    seconds: float
    meanwhile: tuple[Meanwhile, ...] = ()


Trouble = Fault | WireFault | Pause
Plan = Mapping[int, Trouble]
"""What goes wrong, by how many operations went before; it waits for one that it may happen to."""

TROUBLE_FREE: Plan = {}


class End(StrEnum):
    """How a container ends that dies."""

    HOST_LOST = "host lost"
    SPOT_INTERRUPTED = "Spot interrupted"
    OUT_OF_MEMORY = "out of memory"
    TIMED_OUT = "timed out"
    TERMINATED = "terminated"
    """By SIGTERM, before its first line had run."""


TRIED: Counter[str] = Counter()
"""How often each thing went wrong in this test run, and how many sequences there were."""

SEQUENCES = "sequences"
