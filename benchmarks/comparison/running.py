"""Run programs, some at once, and measure them; one that fails fails the whole comparison."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from measure import Usage, run

_SHOWN_LINES = 20


class ContenderFailedError(Exception):
    """A program ended with another exit code than 0; figures without it would mislead."""


@dataclass(frozen=True)
class Workplace:
    """Where and how programs are run.

    Attributes:
        folder: For all that is made.
        environment: All variables that programs see; absent: those of this process.
        at_once: So many programs are measured side by side.
    """

    folder: Path
    environment: Mapping[str, str] | None = None
    at_once: int = 1

    def measure(self, name: str, command: list[str]) -> Usage:
        """Run a program.

        Raises:
            ContenderFailedError: It failed; with the end of what it wrote.
        """
        log = self.folder / "logs" / f"{name.replace('/', '-')}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        usage = run(command, log=log, environment=self.environment)
        if usage.exit_code:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            told = "\n".join(lines[-_SHOWN_LINES:])
            raise ContenderFailedError(f"{name} ended with {usage.exit_code}:\n{told}")
        print(f"{usage.cpu_s:9.1f} CPU s  {name}", flush=True)
        return usage

    def measure_all(self, commands: Mapping[str, list[str]]) -> dict[str, Usage]:
        """Run programs by their names, as many at once as may be.

        Raises:
            ContenderFailedError: One of them failed; what has not begun is left.
        """
        with ThreadPoolExecutor(self.at_once) as pool:
            runs = {
                name: pool.submit(self.measure, name, command) for name, command in commands.items()
            }
            try:
                return {name: one.result() for name, one in runs.items()}
            except ContenderFailedError:
                pool.shutdown(cancel_futures=True)
                raise
