"""The machinery of end-to-end tests, started once, and ended even if they are interrupted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from machine.base_image import base_of, ensure_base_image
from machine.cache import Cache, cache_folder, digest_of
from machine.deployment import Deployment, deployed, left
from machine.emulator import Cloud, emulator
from machine.engine import Engine, engine_in
from machine.function_runtime import ensure_runtime_image
from machine.package import build_package
from machine.prepared import SOME_PAGES, Prepare, Prepared
from machine.scratch import scratch_folder
from machine.worker_image import DOCKERFILE, build_worker_image
from machine.worker_job import DEFINITION, define_worker, make_queue
from machine.worker_role import make_role

SCANS, RESULTS = "smartcat-scans", "smartcat-results"


@pytest.fixture(scope="session")
def cache() -> Iterator[Cache]:
    """Where the slow parts are kept."""
    with cache_folder() as cache:
        yield cache


@pytest.fixture(scope="session")
def scratch(cache: Cache) -> Iterator[Path]:
    """For what is needed only while tests run."""
    with scratch_folder(digest_of(str(cache.folder))) as folder:
        yield folder


@pytest.fixture(scope="session")
def engine(cache: Cache, scratch: Path) -> Iterator[Engine]:
    """A container engine that has the base image."""
    with engine_in(cache, scratch) as engine:
        ensure_base_image(engine.client, base_of(DOCKERFILE), scratch)
        yield engine


@pytest.fixture(scope="session")
def worker_image(engine: Engine) -> str:
    """The image of the worker."""
    return build_worker_image(engine.client)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of the functions."""
    return build_package(tmp_path_factory.mktemp("package") / "lambda.zip")


@pytest.fixture(scope="session")
def cloud(cache: Cache, scratch: Path, engine: Engine) -> Iterator[Cloud]:
    """An emulated AWS with a queue, and with the runtime of functions."""
    ensure_runtime_image(engine.client, scratch)
    with emulator(cache.folder, scratch, engine) as cloud:
        make_queue(cloud.client("batch"))
        yield cloud


@pytest.fixture(scope="session")
def deployment(
    cloud: Cloud, scratch: Path, package: Path, worker_image: str
) -> Iterator[Deployment]:
    """What Terraform makes, of the zip and the image; nothing of it is left behind."""
    with deployed(cloud, scratch / "deployment", package, worker_image) as deployment:
        yield deployment
    assert left(cloud) == []


@pytest.fixture(scope="session")
def batch(cloud: Cloud) -> Any:
    """A client for AWS Batch."""
    return cloud.client("batch")


@pytest.fixture(scope="session")
def bucket(cloud: Cloud) -> str:
    """The bucket for results."""
    cloud.client("s3").create_bucket(Bucket=RESULTS)
    return RESULTS


@pytest.fixture(scope="session")
def worker(cloud: Cloud, batch: Any, worker_image: str, bucket: str) -> str:
    """The job definition of the worker, which may read the bucket for scans."""
    cloud.client("s3").create_bucket(Bucket=SCANS)
    define_worker(batch, worker_image, make_role(cloud.client("iam"), SCANS, bucket))
    return DEFINITION


@pytest.fixture(scope="session")
def prepare(
    cloud: Cloud, worker: str, bucket: str, tmp_path_factory: pytest.TempPathFactory
) -> Prepare:
    """Prepares scans that are made, for the worker."""
    return Prepare(cloud, SCANS, bucket, worker, tmp_path_factory.mktemp)


@pytest.fixture(scope="session")
def sorted_scans(prepare: Prepare) -> Prepared:
    """Some scans, which were sorted on this machine."""
    return prepare(SOME_PAGES)


@pytest.fixture
def scans(sorted_scans: Prepared, request: pytest.FixtureRequest) -> Prepared:
    """The same, for results of this test alone."""
    return sorted_scans.elsewhere(request.node.name)
