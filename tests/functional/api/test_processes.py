"""Reading processes belong to whoever iterates, in scripts, threads and notebooks."""

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import smartcat

MakeFile = Callable[..., Path]

ABANDONED = """
from smartcat import classify
manifests = classify("inbox", jobs=2)
print(next(manifests).status)
"""
INTERRUPTED = """
import os, signal
from smartcat import classify
print(os.getpid(), flush=True)
for manifest in classify(["inbox"] * 500, jobs=2):
    print(manifest.status, flush=True)
"""


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def run_script(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "script.py"
    script.write_text(code)
    command = [sys.executable, script.name]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )


def left_running() -> set[int]:
    return {one.pid or 0 for one in multiprocessing.active_children()}


def is_clean(scratch: Path) -> bool:
    return not left_running() and not list(scratch.iterdir())


def test_a_script_without_a_main_guard_runs_once(workplace: Path) -> None:
    code = "from smartcat import classify\nprint('once')\nprint(len(list(classify('inbox'))))"
    assert run_script(code, workplace).stdout.split() == ["once", "3"]


def test_a_script_that_abandons_manifests_leaves_nothing(workplace: Path, scratch: Path) -> None:
    ended = run_script(ABANDONED, workplace)
    assert (ended.stdout.split(), ended.stderr) == (["done"], "")
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("abandon", ["let go", "close", "leave the block", "fail"])
def test_nothing_is_left_when_manifests_are_abandoned(
    workplace: Path, scratch: Path, abandon: str
) -> None:
    manifests = smartcat.classify(workplace / "inbox", jobs=2)
    assert is_clean(scratch)
    next(manifests)
    assert left_running()
    assert list(scratch.iterdir())
    if abandon == "let go":
        del manifests
        gc.collect()
    elif abandon == "close":
        manifests.close()
        assert list(manifests) == []
    elif abandon == "leave the block":
        with manifests:
            pass
    else:
        with pytest.raises(ZeroDivisionError), manifests:
            raise ZeroDivisionError
    assert is_clean(scratch)


def test_an_interrupt_ends_it_and_leaves_nothing(workplace: Path, scratch: Path) -> None:
    (workplace / "script.py").write_text(INTERRUPTED)
    command = [sys.executable, "script.py"]
    with subprocess.Popen(
        command, cwd=workplace, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        assert process.stdout.readline() == "done\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGINT
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert list(scratch.iterdir()) == []


def test_threads_may_sort_at_once(workplace: Path) -> None:
    model = smartcat.load_model()

    def sort(_: int) -> list[str]:
        with smartcat.classify(workplace / "inbox", model=model, jobs=2) as manifests:
            return [one.model_dump_json(exclude={"execution"}) for one in manifests]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(sort, range(12)))
    assert all(one == results[0] for one in results)
    assert all('"status":"done"' in one for one in results[0])
    assert not left_running()


def test_each_manifest_may_be_asked_for_in_a_thread_of_its_own(workplace: Path) -> None:
    """The kernel ends children with the thread that started them, if they ask for it."""
    manifests = smartcat.classify([workplace / "inbox"] * 3, jobs=1)
    found: list[smartcat.DocumentManifest] = []
    children: list[set[int]] = []
    for _ in range(manifests.documents):
        thread = threading.Thread(target=lambda: found.append(next(manifests)))
        thread.start()
        thread.join()
        children.append(left_running())
    manifests.close()
    assert [one.status for one in found] == ["done"] * 9
    assert all(one == children[0] for one in children)


def test_children_of_a_thread_end_when_their_process_is_killed(workplace: Path) -> None:
    code = (
        "import os, signal, threading\n"
        "import multiprocessing\n"
        "from smartcat import classify\n"
        "manifests = [classify('inbox', jobs=2) for _ in range(2)]\n"
        "for one in manifests:\n"
        "    thread = threading.Thread(target=lambda: next(one))\n"
        "    thread.start()\n    thread.join()\n"
        "print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    (workplace / "script.py").write_text(code)
    command = [sys.executable, "script.py"]
    ended = subprocess.run(
        command, cwd=workplace, stdout=subprocess.PIPE, text=True, check=False, timeout=60
    )
    children = [int(pid) for pid in ended.stdout.split()]
    assert children
    for pid in children:
        assert _ends(pid)


def _ends(pid: int) -> bool:
    for _ in _soon():
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":  # whoever inherited it has not asked for its end
            return True
    os.kill(pid, signal.SIGKILL)
    return False


def _soon() -> Iterator[None]:
    waiting = threading.Event()
    for _ in range(200):
        yield
        waiting.wait(0.05)
