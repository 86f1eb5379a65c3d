"""Split all documents of a folder, each with a command of its own.

``python -m hostile.splitting FOLDER OUT`` loads the command once and forks for each: most of a
command is its start.
"""

import json
import os
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn


class Split(NamedTuple):
    """What came of a command.

    Attributes:
        name: Of which document.
        code: Its exit code.
        said: What it wrote to the terminal.
        files: What it wrote to the folder.
    """

    name: str
    code: int
    said: str
    files: list[str]


def split_all(folder: Path, out: Path) -> None:
    """Split the files of a folder, and write down in a file what came of it."""
    import smartcat.cli.split
    import smartcat.pipeline
    import smartcat.sorting
    import smartcat.split  # noqa: F401 - loaded once for all

    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    splits = [_split(folder / name, out / str(number)) for number, name in enumerate(names)]
    (out / "splits.json").write_text(json.dumps(splits))


def load_splits(out: Path) -> dict[str, Split]:
    """Read what came of all, by name."""
    splits = [Split(*one) for one in json.loads((out / "splits.json").read_text())]
    return {one.name: one for one in splits}


def _split(path: Path, out: Path) -> Split:
    said = out.with_suffix(".txt")
    pid = os.fork()
    if pid == 0:
        _become_command(path, out, said)
    _, status = os.waitpid(pid, 0)
    files = sorted(str(entry) for entry in out.iterdir()) if out.exists() else []
    text = said.read_text(errors="replace")
    return Split(path.name, os.waitstatus_to_exitcode(status), text, files)


def _become_command(path: Path, out: Path, said: Path) -> NoReturn:
    from smartcat.cli import main

    terminal = os.open(said, os.O_CREAT | os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(terminal, stream)
    options = ["--out", str(out), "--cut-in-doubt", "--page-timeout", "1"]
    sys.argv = ["smartcat", "split", str(path), *options]
    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(end.code or 0))
    os._exit(1)


if __name__ == "__main__":
    split_all(*map(Path, sys.argv[1:]))
