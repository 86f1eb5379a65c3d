"""The product's own command, run as users run it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

_PROGRAM = "from smartcat.cli.batch.main import main; main()"
"""What the console script does; this needs no installation."""
_PATIENCE_S = 240.0


@dataclass(frozen=True)
class Outcome:
    """What a shell sees of a command.

    Attributes:
        code: What it ended with.
        out: What it wrote to stdout.
        err: What it wrote to stderr.
    """

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class SmartcatBatch:
    """Runs ``smartcat-batch``.

    Attributes:
        environment: Variables besides those of this process, such as where AWS is.
    """

    environment: Mapping[str, str]

    def __call__(self, *arguments: object) -> Outcome:
        """Run it to its end, with arguments."""
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env={**os.environ, **self.environment},
            timeout=_PATIENCE_S,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)
