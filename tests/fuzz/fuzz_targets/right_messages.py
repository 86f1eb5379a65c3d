"""Manifests, and what processes and runs say to each other, with nothing wrong."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from smartcat.models import (
    DocumentManifest,
    Execution,
    ItemDocument,
    LabelProbability,
    ModelIdentity,
    OcrIdentity,
    Page,
    PageBlock,
    PageLayout,
    ShardReport,
    Software,
    Source,
    WorkItem,
)
from smartcat.plan.run_manifest import RunManifest, ShardRange
from smartcat.read import MediaType, OcrChoice, ReadOptions
from smartcat.read.messages import (
    REPLY,
    REQUEST,
    DocumentFacts,
    DocumentProbe,
    OpenRequest,
    PageReply,
    PageRequest,
    ProbeRequest,
    Refusal,
)

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_PATH = Path("/inbox/a.pdf")
_LAYOUT = PageLayout(ink_fraction=0.1, ink_grid=(1, 2), is_blank=False)
_PAGE = Page(page_index=0, text="letter", width_pt=595.0, height_pt=842.0, layout=_LAYOUT)
_OCR = OcrIdentity(engine="tesserocr", version="5", languages={"eng": "0"})
_SOURCE = Source(key="a.pdf", sha256="0", size_bytes=1, media_type="image/png", page_count=1)
_MODEL = ModelIdentity(sha256="0", name="seed")
_ITEM = ItemDocument(key="a.pdf", location="file:///a.pdf", document_id="0")
_REPLIES = (
    DocumentFacts(media_type=MediaType.PDF, page_count=1, reader="PyMuPDF"),
    DocumentProbe(media_type=MediaType.TIFF, page_count=1, reader="PyMuPDF", ocr_pages=1.0),
    PageReply(page=_PAGE, ocr=_OCR, cpu_s=0.1),
    Refusal(error="DocumentError", message="no"),
)
_REQUESTS = (
    OpenRequest(path=_PATH),
    ProbeRequest(path=_PATH),
    PageRequest(path=_PATH, page_index=0),
)
_STORED = (
    DocumentManifest(
        document_id="0",
        status="done",
        source=_SOURCE,
        model=_MODEL,
        software=Software(smartcat="0", reader=None, ocr=_OCR),
        settings={"dpi": 150},
        needs_review=False,
        execution=Execution(path="a.pdf", host="here", started_at=_NOW, cpu_s=0.1),
    ),
    PageBlock(
        source=_SOURCE,
        path="a.pdf",
        reader="PyMuPDF",
        ocr=_OCR,
        started_at=_NOW,
        cpu_s=0.1,
        pages=(_PAGE,),
    ),
    ShardReport(shard=0, started_at=_NOW, finished_at=_NOW),
    WorkItem(document=_ITEM, first_page=0, predicted_s=1.0),
    RunManifest(
        run_id="run",
        created_at=_NOW,
        model=_MODEL,
        read=ReadOptions(ocr=OcrChoice.OFF),
        shards=(ShardRange(0, 1),),
    ),
    LabelProbability(label="letter", confidence=0.5),
)

Form = TypeAdapter[Any]


def _with_form(form: Form, told: BaseModel) -> tuple[Form, bytes]:
    return form, form.dump_json(told)


RIGHT: tuple[tuple[Form, bytes], ...] = (
    *(_with_form(REQUEST, one) for one in _REQUESTS),
    *(_with_form(REPLY, one) for one in _REPLIES),
    *(_with_form(TypeAdapter(type(one)), one) for one in _STORED),
)
"""Each with the form that it has."""
