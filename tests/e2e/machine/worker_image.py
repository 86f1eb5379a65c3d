"""The image of the worker, built as users build it."""

from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[3]
DOCKERFILE = TOP / "jobs" / "classify" / "Dockerfile"
WORKER_IMAGE = "smartcat-worker:e2e"
_KEPT = ("system", "libraries")


def build_worker_image(client: Any) -> str:
    """Build the image; what did not change since the last time is not built again.

    Returns:
        Its name.
    """
    for stage in _KEPT:  # a name keeps it where all else without one is cleared away
        _build(client, tag=f"{WORKER_IMAGE}-{stage}", target=stage)
    _build(client, tag=WORKER_IMAGE)
    client.images.prune({"dangling": True})
    return WORKER_IMAGE


def _build(client: Any, **options: str) -> None:
    dockerfile = str(DOCKERFILE.relative_to(TOP))
    client.images.build(path=str(TOP), dockerfile=dockerfile, rm=True, forcerm=True, **options)
