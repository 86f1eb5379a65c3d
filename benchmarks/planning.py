"""What it takes to plan a run over a bucket: time, memory and requests, by the number of objects.

    python benchmarks/planning.py [--objects 100000]

A server of moto holds the objects in memory, short texts. It is slower
than S3, whose answers come while others are under way; so the CPU seconds and the requests count
more than the time.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from measure import run, write_text

BUCKET = "scans"


def main() -> None:
    """Measure, and print a table; or serve objects, in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=100_000)
    parser.add_argument("--serve", nargs=2, metavar=("COUNT", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        serve(int(arguments.serve[0]), Path(arguments.serve[1]))
        return
    print(f"{'objects':>10}{'s':>8}{'CPU s':>8}{'peak MiB':>10}{'requests':>10}{'an object':>12}")
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
        for length in (1, 3):
            write_text(Path(folder) / f"{length}.txt", "Dear Sir or Madam, thank you.\n" * length)
        for count in (arguments.objects // 10, arguments.objects):
            measure(count, Path(folder))


def measure(count: int, folder: Path) -> None:
    """Plan a run over so many objects, and print what that took."""
    command = [sys.executable, __file__, "--serve", str(count), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        os.environ |= {
            "AWS_ENDPOINT_URL": server.stdout.readline().decode().strip(),
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "made-up",
            "AWS_SECRET_ACCESS_KEY": "made-up",
        }
        submit = "from smartcat.cli.batch.main import main; main()"
        results = str(folder / "results")
        started = time.monotonic()
        asked = ["submit", f"s3://{BUCKET}", "--dry-run", "--results", results]
        used = run([sys.executable, "-c", submit, *asked])
        took_s = time.monotonic() - started
        server.stdin.close()
        requests = int(server.stdout.readline())
    mebibytes = used.peak_bytes / 2**20
    print(
        f"{count:10,}{took_s:8.1f}{used.cpu_s:8.1f}{mebibytes:10.0f}{requests:10,}"
        f"{requests / count:12.4f}"
    )


def serve(count: int, folder: Path) -> None:
    """Serve objects until standard input ends; print the address, and the number of requests."""
    import logging

    from moto.backends import get_backend
    from moto.core.models import DEFAULT_ACCOUNT_ID
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    store: Any = get_backend("s3")[DEFAULT_ACCOUNT_ID]["aws"]
    store.create_bucket(BUCKET, "us-east-1")
    bodies = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
    for number in range(count):
        store.put_object(BUCKET, f"{number // 1000:04}/{number:07}.txt", bodies[number % 2])
    asked = 0
    application = DomainDispatcherApplication(create_backend_app)

    def counted(environment: Any, start_response: Any) -> Any:
        nonlocal asked
        asked += 1
        return application(environment, start_response)

    server = make_server("127.0.0.1", 0, counted, threaded=True)
    import threading

    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.port}", flush=True)
    sys.stdin.read()
    print(asked, flush=True)


if __name__ == "__main__":
    main()
