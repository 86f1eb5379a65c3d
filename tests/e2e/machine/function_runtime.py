"""The image that functions run in: a stand-in for that of AWS, by the name that AWS gives it."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from machine.base_image import MADE_OF, base_of, is_made_of
from machine.cache import digest_of
from machine.worker_image import DOCKERFILE, TOP

RUNTIME_IMAGE = "public.ecr.aws/lambda/python:3.13"
_MADE_OF = (
    TOP / "tests" / "e2e" / "runtime" / "Dockerfile",
    TOP / "locks" / "lambda-interface.txt",
    TOP / "locks" / "lambda-runtime.txt",
)


def ensure_runtime_image(client: Any, scratch: Path) -> str:
    """Make the stand-in, unless there is one; the base image must be there.

    Args:
        client: Talks to the engine.
        scratch: A folder for what it is made of.

    Returns:
        Its name.
    """
    base = client.images.get(base_of(DOCKERFILE)).id
    made_of = digest_of(base, *(path.read_bytes() for path in _MADE_OF))
    if is_made_of(client, RUNTIME_IMAGE, made_of):
        return RUNTIME_IMAGE
    with TemporaryDirectory(dir=scratch) as folder:
        for path in _MADE_OF:
            shutil.copy(path, folder)
        labels = {MADE_OF: made_of}
        client.images.build(path=folder, tag=RUNTIME_IMAGE, rm=True, forcerm=True, labels=labels)
    return RUNTIME_IMAGE
