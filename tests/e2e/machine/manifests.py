"""What came of documents, as it is compared from place to place."""

import json
from pathlib import Path

Manifests = dict[str, str]
"""By document id: each manifest as it is written, without what may differ."""


def comparable(manifest: bytes | str) -> str:
    """A document manifest without what may differ; order and numbers stay as they are written."""
    told = json.loads(manifest)
    del told["execution"]
    return json.dumps(told)


def manifests_in(folder: Path) -> Manifests:
    """All document manifests of a results folder."""
    found = folder.glob("documents/*/manifest.json")
    return {path.parent.name: comparable(path.read_bytes()) for path in found}
