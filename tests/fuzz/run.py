"""Fuzz SmartCat with atheris: bytes that reach new code are kept, and changed further.

    python tests/fuzz/run.py [TARGET ...] [--runs NUMBER] [--keep FOLDER]

The same number of runs with the same seed does the same. What a target raises is written to
``build/``, and ends the run.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

from fuzz_targets import TARGETS, target

_HERE = Path(__file__).parent
_FINDINGS = _HERE.parents[1] / "build"
_ARRAYS = [
    f"smartcat.read.{name}"
    for name in ("bands", "layout", "patch_bars", "probe", "raster", "texture")
]
"""Modules that compare arrays of pixels, all of which atheris 3.0.0 keeps: 3 MB for each input.
They are left alone, as they do the same whatever is in a document."""
_INPUT_S = 60
"""An input that takes longer hangs: in production it would cost its page."""


def main() -> None:
    """Fuzz one target in this process, or several one after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=TARGETS, metavar="TARGET")
    parser.add_argument("--runs", type=int, default=1000, help="inputs to try on each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep what reaches new code below this folder")
    arguments = parser.parse_args()
    if len(arguments.targets) == 1:
        _fuzz(arguments.targets[0], arguments.runs, arguments.seed, arguments.keep)
        return
    for name in arguments.targets:
        command = [sys.executable, __file__, name, *_options(arguments)]
        subprocess.run(command, check=True)


def _options(arguments: argparse.Namespace) -> list[str]:
    keep = ["--keep", str(arguments.keep)] if arguments.keep else []
    return ["--runs", str(arguments.runs), "--seed", str(arguments.seed), *keep]


def _fuzz(name: str, runs: int, seed: int, keep: Path | None) -> None:
    with atheris.instrument_imports(include=["smartcat"], exclude=_ARRAYS):
        run = target(name)
        from fuzz_targets.seeds import seeds
        from smartcat.read import ReadLimits
    memory_bytes = ReadLimits().memory_bytes  # as reading processes have
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    with tempfile.TemporaryDirectory(prefix="smartcat-fuzz-") as scratch:
        kept = (keep or Path(scratch) / "kept") / name
        begun = Path(scratch) / "seeds"
        for folder in (kept, begun):
            folder.mkdir(parents=True, exist_ok=True)
        for seed_name, data in seeds(name):
            (begun / seed_name).write_bytes(data)
        _FINDINGS.mkdir(exist_ok=True)
        options = [
            f"-atheris_runs={runs}",
            f"-seed={seed}",
            f"-timeout={_INPUT_S}",
            f"-artifact_prefix={_FINDINGS}/{name}-",
            "-rss_limit_mb=0",
            "-max_len=65536",
            "-print_final_stats=1",
        ]
        atheris.Setup([name, *options, str(kept), str(begun)], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
