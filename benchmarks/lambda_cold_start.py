"""The dispatcher function beside the same function built the 2018 way: cold start, then warm calls.

    PYTHONPATH=tests/e2e:scripts python benchmarks/lambda_cold_start.py     # as root, on Debian

Both run in containers of the emulated runtime with one processor, over an emulated S3, on one-page
PDFs with a text layer. The 2018 way loads scikit-learn, PDF and OCR when it starts, unpickles its
model with joblib, classifies the page, and stores the class. SmartCat does all that it does: it
probes, routes, claims, classifies, segments, and stores page blocks and a manifest.

CPU seconds are those of the whole container. Times on the clock are those of a noisy machine.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from cold_start import fit_2018_way

from lambda_zip.__main__ import ARCHITECTURES
from lambda_zip.building import way_of_2018
from lambda_zip.contents import load_contents
from lambda_zip.wheels import Target
from machine.base_image import base_of, ensure_base_image
from machine.cache import cache_folder
from machine.engine import Engine, engine_in
from machine.function_runtime import RUNTIME_IMAGE, ensure_runtime_image
from machine.package import build_package
from machine.scratch import scratch_folder
from machine.waiting import until
from machine.worker_image import DOCKERFILE
from smartcat.examples import make_examples

ROUNDS, WARM_CALLS = 5, 20
DOCUMENTS, RESULTS = "documents", "results"
MEMORY_MIB = 1769
"""What comes with one processor of AWS Lambda."""
_INIT = re.compile(r"INIT REPORT\(durationMs: ([\d.]+)")

_MEASURED = """
import os, time
from importlib import import_module
import botocore.client
spent_s = 0.0
ask = botocore.client.BaseClient._make_api_call
def timed(*arguments):
    global spent_s
    begun = time.perf_counter()
    try:
        return ask(*arguments)
    finally:
        spent_s += time.perf_counter() - begun
botocore.client.BaseClient._make_api_call = timed
function = import_module(os.environ["MEASURED"]).handle
def handle(event, context):
    global spent_s
    spent_s, begun = 0.0, time.perf_counter()
    answer = function(event, context)
    assert not answer["batchItemFailures"], answer
    return {"s": time.perf_counter() - begun, "aws_s": spent_s}
"""

_WAY_OF_2018 = """
import json
import boto3, joblib, pymupdf, pytesseract
s3 = boto3.client("s3")
model = joblib.load("/var/task/model.joblib")
def handle(event, context):
    for record in event["Records"]:
        detail = json.loads(record["body"])["detail"]
        bucket, key = detail["bucket"]["name"], detail["object"]["key"]
        data = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        with pymupdf.open(stream=data) as document:
            text = "".join(page.get_text() or pytesseract.image_to_string(page.get_pixmap())
                           for page in document)
        label, probability = model.predict([text])[0], model.predict_proba([text]).max()
        result = json.dumps({"label": str(label), "probability": float(probability)})
        s3.put_object(Bucket="results", Key=f"2018/{key}.json", Body=result)
    return {"batchItemFailures": []}
"""


@dataclass(frozen=True)
class Figures:
    """What a function took, in one container.

    Attributes:
        init_s: Seconds on the clock until it could be called.
        first_cpu_s: CPU seconds until its first document was done.
        peak_mib: The most that its processes held in memory after a call, shared pages once. What
            the kernel charges a container with is less: not the libraries that another one read
            before it.
        warm_ms: Milliseconds in the function for another document.
        warm_aws_ms: How many of them AWS was asked for something.
        warm_cpu_ms: CPU milliseconds of such a call, with the runtime.
    """

    init_s: float
    first_cpu_s: float
    peak_mib: float
    warm_ms: float
    warm_aws_ms: float
    warm_cpu_ms: float


def main() -> None:
    """Measure, and print a table."""
    with ExitStack() as stack:
        cache = stack.enter_context(cache_folder())
        scratch = stack.enter_context(scratch_folder("cold-start"))
        engine = stack.enter_context(engine_in(cache, scratch))
        ensure_base_image(engine.client, base_of(DOCKERFILE), scratch)
        ensure_runtime_image(engine.client, scratch)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="smartcat-"))
        endpoint = stack.enter_context(_s3(engine))
        _show(_measured(engine, Path(folder), endpoint))


def _measured(engine: Engine, root: Path, endpoint: str) -> dict[str, Figures]:
    make_examples(root / "paperwork", documents_per_class=8, packets=0)
    pdfs = sorted(root.glob("paperwork/documents/*/*-digital.pdf"))
    tasks = {"dispatcher": _unpacked(root), "2018 way": _made_as_in_2018(root, pdfs)}
    root.chmod(0o755)
    modules = {"dispatcher": "lambdas.dispatcher.handler", "2018 way": "function"}
    drop = _dropper(endpoint, pdfs)
    rounds: dict[str, list[Figures]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():  # in turn, so that both meet the same noise
            environment = _environment(endpoint, modules[name])
            with _container(engine, task, environment) as container:
                rounds[name].append(_figures(container, drop))
    return {name: _median(found) for name, found in rounds.items()}


def _unpacked(root: Path) -> Path:
    task = root / "dispatcher"
    with zipfile.ZipFile(build_package(root / "lambda.zip")) as archive:
        archive.extractall(task)
    (task / "measured.py").write_text(_MEASURED)
    return task


def _made_as_in_2018(root: Path, pdfs: list[Path]) -> Path:
    contents, task = load_contents(), root / "way-of-2018"
    target = Target(ARCHITECTURES["x86_64"], contents.python, contents.newest_glibc)
    for path, data in way_of_2018(target).items():
        (task / path).parent.mkdir(parents=True, exist_ok=True)
        (task / path).write_bytes(data)
    fit_2018_way(pdfs, task)
    (task / "function.py").write_text(_WAY_OF_2018)
    (task / "measured.py").write_text(_MEASURED)
    return task


def _environment(endpoint: str, module: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEMORY_MIB),
        "AWS_LAMBDA_FUNCTION_TIMEOUT": "300",
        "SMARTCAT_RESULTS": f"s3://{RESULTS}",
        "SMARTCAT_JOB_QUEUE": "queue",
        "SMARTCAT_JOB_DEFINITION": "worker",
        "TESSDATA_PREFIX": "/var/task/tessdata",
        "OMP_THREAD_LIMIT": "1",
        "MEASURED": module,
    }


def _figures(container: Any, drop: Callable[[], str]) -> Figures:
    call = _caller(container)
    call(drop())
    init = _INIT.search(container.logs().decode())
    assert init, container.logs().decode()
    first_cpu_s, held_mib = _cpu_s(container), [_resident_mib(container)]
    answers = []
    for _ in range(WARM_CALLS):
        answers.append(call(drop()))
        held_mib.append(_resident_mib(container))
    return Figures(
        init_s=float(init[1]) / 1000,
        first_cpu_s=first_cpu_s,
        peak_mib=max(held_mib),
        warm_ms=statistics.median(one["s"] for one in answers) * 1000,
        warm_aws_ms=statistics.median(one["aws_s"] for one in answers) * 1000,
        warm_cpu_ms=(_cpu_s(container) - first_cpu_s) / WARM_CALLS * 1000,
    )


def _median(found: list[Figures]) -> Figures:
    columns = zip(*(vars(one).values() for one in found), strict=True)
    return Figures(*map(statistics.median, columns))


def _dropper(endpoint: str, pdfs: list[Path]) -> Callable[[], str]:
    """Put one-page PDFs into a bucket, each as a new document; returns what is told of it."""
    s3 = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="made-up",
        aws_secret_access_key="made-up",  # noqa: S106 - of the emulated S3
    )
    for bucket in (DOCUMENTS, RESULTS):
        s3.create_bucket(Bucket=bucket)
    data = min((path.read_bytes() for path in pdfs), key=len)
    dropped = 0

    def drop() -> str:
        nonlocal dropped
        dropped += 1
        key = f"{dropped}.pdf"
        etag = s3.put_object(Bucket=DOCUMENTS, Key=key, Body=data)["ETag"].strip('"')
        entry = {"key": key, "size": len(data), "etag": etag}
        detail = {"bucket": {"name": DOCUMENTS}, "object": entry}
        body = json.dumps({"detail-type": "Object Created", "source": "aws.s3", "detail": detail})
        return json.dumps({"Records": [{"messageId": key, "body": body}]})

    return drop


@contextmanager
def _s3(engine: Engine) -> Iterator[str]:
    """Run an emulated S3 that containers reach."""
    command = [sys.executable, "-m", "moto.server", "-H", engine.host, "-p", "5995"]
    address = f"http://{engine.host}:5995"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        until("S3 answers", lambda: _answers(address))
        try:
            yield address
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/moto-api/") as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def _container(engine: Engine, task: Path, environment: Mapping[str, str]) -> Iterator[Any]:
    container = engine.client.containers.run(
        RUNTIME_IMAGE,
        ["measured.handle"],
        detach=True,
        environment=dict(environment),
        volumes={str(task): {"bind": "/var/task", "mode": "ro"}},
        read_only=True,
        tmpfs={"/tmp": ""},  # noqa: S108 - in the container
        nano_cpus=10**9,
        mem_limit=f"{MEMORY_MIB}m",
    )
    try:
        yield container
    finally:
        container.remove(force=True, v=True)


def _caller(container: Any) -> Callable[[str], dict[str, float]]:
    container.reload()
    address = next(iter(container.attrs["NetworkSettings"]["Networks"].values()))["IPAddress"]
    url = f"http://{address}:8080/2015-03-31/functions/function/invocations"
    time.sleep(1.0)  # the runtime's interface is up before the function is asked for

    def call(event: str) -> dict[str, float]:
        with urllib.request.urlopen(url, data=event.encode(), timeout=120) as answer:
            told = json.load(answer)
        assert "s" in told, told
        return dict(told)

    return call


def _cpu_s(container: Any) -> float:
    told = container.stats(stream=False, one_shot=True)
    return float(told["cpu_stats"]["cpu_usage"]["total_usage"]) / 1e9


def _resident_mib(container: Any) -> float:
    told = container.top(ps_args="-o pid")
    pids = [line[0] for line in told["Processes"]]
    rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids)
    found = (re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE) for text in rollups)
    return sum(int(one[1]) for one in found if one) / 1024


def _show(figures: Mapping[str, Figures]) -> None:
    print(f"medians of {ROUNDS} containers, {WARM_CALLS} warm calls each\n")
    names = ("init s", "first CPU s", "peak MiB", "warm ms", "of it AWS", "warm CPU ms")
    print(f"{'':12}" + "".join(f"{name:>13}" for name in names))
    for name, one in figures.items():
        digits = (2, 2, 0, 1, 1, 1)
        cells = zip(vars(one).values(), digits, strict=True)
        print(f"{name:12}" + "".join(f"{value:13.{places}f}" for value, places in cells))


if __name__ == "__main__":
    main()
