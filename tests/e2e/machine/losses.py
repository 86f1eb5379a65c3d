"""Lose containers at random moments, in all the ways in which they are lost."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle, islice
from typing import Any

from docker.errors import APIError

from machine.emulator import lose_host
from machine.engine import Engine
from machine.jobs import containers_of, job_of

_PAUSE_S = (0.1, 1.0)


class Loss(StrEnum):
    """How a container is lost."""

    STOPPED = "told to stop"
    KILLED = "killed"
    HOST = "lost with its host"


@dataclass(frozen=True)
class Losses:
    """Ends containers, whichever run.

    Attributes:
        engine: What runs them.
        batch: A client for the emulated AWS Batch.
        dice: Says when, which, and how.
        suffered: How many were lost in which way.
    """

    engine: Engine
    batch: Any
    dice: random.Random
    suffered: Counter[Loss] = field(default_factory=Counter)

    @contextmanager
    def befall(self, count: int) -> Iterator[None]:
        """Lose so many containers while something else is done, or fewer if that ends before."""
        ways = list(islice(cycle(Loss), count))
        self.dice.shuffle(ways)
        is_over = threading.Event()
        with ThreadPoolExecutor(1) as thread:
            striking = thread.submit(self._strike, ways, is_over)
            try:
                yield
            finally:
                is_over.set()
            striking.result()

    def _strike(self, ways: list[Loss], is_over: threading.Event) -> None:
        while ways and not is_over.wait(self.dice.uniform(*_PAUSE_S)):
            victims = containers_of(self.engine)
            if victims and self._lose(self.dice.choice(victims), ways[-1]):
                self.suffered[ways.pop()] += 1

    def _lose(self, victim: Any, way: Loss) -> bool:
        """Lose a container; false if it has ended meanwhile."""
        if way is Loss.HOST:
            lose_host(self.batch, job_of(victim))
            return True
        try:
            victim.kill("SIGTERM" if way is Loss.STOPPED else "SIGKILL")
        except APIError:
            return False
        return True
