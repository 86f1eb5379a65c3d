"""Ask which of what the locks pin is known to be vulnerable: `audit.py [--if-reachable]`.

It asks the vulnerability service of PyPI, by pip-audit, and ends with

    0    nothing is known of what is pinned, but for what locks/accepted.toml accepts
    1    something is
    70   not all could be asked for: then nothing is said, which is not "nothing is known"

With --if-reachable that last one is 0, for machines without a network; NOT AUDITED is said all the
same, on stderr and in build/audit.txt.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).parents[1]
_FOUND, _NOT_ASKED = 1, 70
_SHOWN, _SHOWN_REASON = 10, 200


@dataclass
class Audit:
    """What is known.

    Attributes:
        packages: How many packages were asked for.
        findings: What is vulnerable, a line each.
        unasked: What could not be asked for, and why, a line each.
    """

    packages: int = 0
    findings: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)

    def take(self, lock: str, done: "subprocess.CompletedProcess[str]") -> None:
        """Take what pip-audit says of a lock; it ends with 1 for a finding as for a failure."""
        try:
            told = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError):
            why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            self.unasked.append(f"{lock}: {why[:_SHOWN_REASON]}")
            return
        for one in told:
            self.packages += 1
            name = f"{lock}: {one['name']} {one.get('version', '')}".rstrip()
            if "skip_reason" in one:
                self.unasked.append(f"{name}: {one['skip_reason']}")
            for known in one.get("vulns", ()):
                fixed = ", ".join(known["fix_versions"]) or "no version"
                self.findings.append(f"{name}: {known['id']}; fixed in {fixed}")

    def without(self, accepted: Mapping[str, str]) -> "Audit":
        """Leave out findings that are accepted."""
        left = [one for one in self.findings if not any(f": {name};" in one for name in accepted)]
        return Audit(self.packages, left, self.unasked)

    @property
    def summary(self) -> str:
        """Say in a line what came of it; what could not be asked for is never said to be well."""
        if self.findings:
            return f"{len(self.findings)} known vulnerabilities in {self.packages} pinned packages"
        if self.unasked:
            first, count = self.unasked[0], len(self.unasked)
            return f"NOT AUDITED: {count} could not be asked for, such as {first}"
        return f"No known vulnerability in {self.packages} pinned packages"

    def exit_code(self, *, if_reachable: bool) -> int:
        """What to end with."""
        if self.findings:
            return _FOUND
        return _NOT_ASKED if self.unasked and not if_reachable else 0


def audit(locks: Iterable[Path]) -> Audit:
    """Ask for all that locks pin."""
    found = Audit()
    for lock in locks:
        command = [
            *(sys.executable, "-m", "pip_audit", "--requirement", str(lock)),
            *("--require-hashes", "--disable-pip", "--format", "json"),
            *("--progress-spinner", "off"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found.take(lock.name, done)
        if found.unasked and len(found.unasked) >= found.packages:
            break  # it is out of reach: the others would wait as long
    return found


def main() -> int:
    """Audit all locks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--if-reachable", action="store_true")
    parser.add_argument("locks", nargs="*", type=Path, help="instead of all of them")
    arguments = parser.parse_args()
    accepted = tomllib.loads((TOP / "locks" / "accepted.toml").read_text())
    found = audit(arguments.locks or sorted((TOP / "locks").glob("*.txt"))).without(accepted)
    for line in [*found.findings, *found.unasked[:_SHOWN]]:
        print(line, file=sys.stderr)
    print(found.summary, file=sys.stderr)
    (TOP / "build").mkdir(exist_ok=True)
    (TOP / "build" / "audit.txt").write_text(f"{found.summary}\n")
    return found.exit_code(if_reachable=arguments.if_reachable)


if __name__ == "__main__":
    sys.exit(main())
