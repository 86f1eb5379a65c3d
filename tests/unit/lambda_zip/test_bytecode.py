import subprocess
import sys
from pathlib import Path

from lambda_zip.bytecode import compiled

SOURCE = b'''"""Told."""
from __future__ import annotations
class Empty:
    """Told."""
def half(number: int) -> int:
    """Told."""
    assert number % 2 == 0
    return number // 2
'''


def test_sources_become_bytecode_and_the_rest_stays(tmp_path: Path) -> None:
    files = compiled({"one.py": SOURCE, "data/one.json": b"{}"}, sys.executable)
    assert files.keys() == {"one.pyc", "data/one.json"}
    assert b"Told." not in files["one.pyc"]
    (tmp_path / "one.pyc").write_bytes(files["one.pyc"])
    program = "import one; print(one.half(4), one.half.__code__.co_filename); one.half(3)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "2 /var/task/one.py\n"
    assert 'File "/var/task/one.py", line 7, in half' in done.stderr
    assert "AssertionError" in done.stderr


def test_where_it_is_compiled_does_not_show() -> None:
    files = {f"{name}.py": SOURCE for name in ("one", "two")}
    assert compiled(files, sys.executable) == compiled(
        dict(reversed(files.items())), sys.executable
    )


def test_numpy_is_compiled_without_what_tests_docstrings() -> None:
    files = compiled({"numpy/one.py": SOURCE}, sys.executable)
    assert b"AssertionError" not in files["numpy/one.pyc"]
