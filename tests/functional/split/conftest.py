"""Write segments that are given by hand, as no model is to decide in these tests."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartcat.models import (
    Classified,
    DocumentManifest,
    DocumentRef,
    Execution,
    ModelIdentity,
    Segment,
    Software,
    Source,
)
from smartcat.read import OcrChoice, Reader, ReadLimits, ReadOptions, ReadRequest
from smartcat.split import FileWriter, plan_bookmarked, plan_segments

Split = Callable[..., list[Path]]
MakeManifest = Callable[..., DocumentManifest]


@pytest.fixture
def make_manifest() -> MakeManifest:
    """Make up the manifest of a document whose segments begin at given page indexes."""
    return _manifest


def _manifest(path: Path, *cuts: int) -> DocumentManifest:
    with Reader(ReadOptions(ocr=OcrChoice.OFF)) as reader:
        [reading] = reader.read([ReadRequest(DocumentRef(key=path.name, path=path))])
    assert reading.facts is not None
    ends = (*cuts[1:], reading.facts.page_count)
    return DocumentManifest(
        document_id="0",
        status="done",
        source=Source(
            key=path.name,
            sha256=None,
            size_bytes=None,
            media_type=reading.facts.media_type,
            page_count=reading.facts.page_count,
        ),
        model=ModelIdentity(sha256="0", name="model"),
        software=Software(smartcat="0", reader=None, ocr=None),
        settings={},
        segments=tuple(
            Segment(
                first_page=first,
                last_page=end - 1,
                prediction=Classified(label="letter", confidence=0.9, top=()),
                needs_review=False,
            )
            for first, end in zip(cuts, ends, strict=True)
        ),
        needs_review=False,
        execution=Execution(path=str(path), host="h", started_at=datetime.now(UTC), cpu_s=0.0),
    )


@pytest.fixture
def split(tmp_path: Path) -> Split:
    """Split a document where it is told to, into a new folder."""

    def run(path: Path, *cuts: int, out: str = "out", one_file: bool = False) -> list[Path]:
        manifest = _manifest(path, *(cuts or (0,)))
        plans = plan_bookmarked(manifest) if one_file else plan_segments(manifest)
        written = FileWriter(tmp_path / out, ReadLimits()).write(path, manifest, plans)
        return [Path(file.path) for file in written.files]

    return run
