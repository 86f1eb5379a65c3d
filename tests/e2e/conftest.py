"""The machinery of end-to-end tests, started once, and ended even if they are interrupted."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from machine.base_image import base_of, ensure_base_image
from machine.cache import cache_folder
from machine.emulator import Cloud, emulator
from machine.engine import Engine, engine_in
from machine.worker_image import DOCKERFILE, build_worker_image
from machine.worker_job import make_queue
from machine.worker_role import make_role

BUCKET = "smartcat-results"


@pytest.fixture(scope="session")
def cache() -> Iterator[Path]:
    """Where the slow parts are kept."""
    with cache_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder with a short path: sockets live in it."""
    folder = tempfile.mkdtemp(prefix="smartcat-e2e-")
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def engine(cache: Path, scratch: Path) -> Iterator[Engine]:
    """A container engine that has the base image."""
    with engine_in(cache / "engine", scratch) as engine:
        ensure_base_image(engine.client, base_of(DOCKERFILE), scratch)
        yield engine


@pytest.fixture(scope="session")
def worker_image(engine: Engine) -> str:
    """The image of the worker."""
    return build_worker_image(engine.client)


@pytest.fixture(scope="session")
def cloud(cache: Path, scratch: Path, engine: Engine) -> Iterator[Cloud]:
    """An emulated AWS with a queue."""
    with emulator(cache, scratch, engine.address) as cloud:
        make_queue(cloud.client("batch"))
        yield cloud


@pytest.fixture(scope="session")
def batch(cloud: Cloud) -> Any:
    """A client for AWS Batch."""
    return cloud.client("batch")


@pytest.fixture(scope="session")
def bucket(cloud: Cloud) -> str:
    """The bucket for results."""
    cloud.client("s3").create_bucket(Bucket=BUCKET)
    return BUCKET


@pytest.fixture(scope="session")
def role(cloud: Cloud, bucket: str) -> str:
    """What the worker acts as."""
    return make_role(cloud.client("iam"), bucket)
