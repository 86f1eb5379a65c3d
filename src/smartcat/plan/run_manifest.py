"""The nouns of a run: what it is to do, and where its shards lie."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, NamedTuple, Self

from pydantic import AwareDatetime, Field, field_validator

from smartcat.models import ModelIdentity, Noun, PlannedDocument
from smartcat.read import OcrChoice, ReadLimits, ReadOptions
from smartcat.segment import SplitOptions

RUN_ID = r"[0-9A-Za-z][0-9A-Za-z-]{0,63}"
"""What a run may be called: its name is part of keys."""

_RANDOM_BYTES = 2


def new_run_id(now: datetime, noise: bytes) -> str:
    """Name a run: names sort by time, and ``noise`` tells apart those of the same second.

    Args:
        now: When the run is made, in UTC.
        noise: Two random bytes.
    """
    return f"{now:%Y%m%d-%H%M%S}-{noise[:_RANDOM_BYTES].hex()}"


class RunTerms(Noun):
    """How the documents of a run are to be processed.

    Attributes:
        schema_version: Version of the form of the run manifest.
        run_id: Its name: `new_run_id`.
        created_at: When it was planned.
        model: The model bundle that decides.
        read: How documents are read; the OCR engine is chosen here, once for all workers.
        limits: What reading may use.
        split: How page streams are cut.
        jobs: Reading processes that each worker uses; absent: one for each of its processors.
        forced: Whether documents are processed anew that have a result already.
    """

    schema_version: Literal[1] = 1
    run_id: str = Field(pattern=f"^{RUN_ID}$")
    created_at: AwareDatetime
    model: ModelIdentity
    read: ReadOptions
    limits: ReadLimits = ReadLimits()
    split: SplitOptions = SplitOptions()
    jobs: int | None = Field(default=None, ge=1)
    forced: bool = False

    @field_validator("read")
    @classmethod
    def _has_chosen(cls, read: ReadOptions) -> ReadOptions:
        if read.ocr is OcrChoice.AUTO:
            raise ValueError("choose the OCR engine first: workers must not choose differently")
        return read


class RunTotals(Noun):
    """How much there is to do.

    Attributes:
        documents: How many documents.
        pages: How many pages, estimated for documents that were not opened; absent where
            nothing tells of one of them.
        ocr_pages: How many of them must be recognised, estimated; absent likewise.
        predicted_s: CPU seconds that the documents are expected to take together.
    """

    documents: int = Field(default=0, ge=0)
    pages: float | None = Field(default=0.0, ge=0.0)
    ocr_pages: float | None = Field(default=0.0, ge=0.0)
    predicted_s: float = Field(default=0.0, ge=0.0)

    @classmethod
    def of(cls, documents: Iterable[PlannedDocument]) -> Self:
        """Add up documents."""
        return reduce(cls.plus, documents, cls())

    def plus(self, document: PlannedDocument) -> Self:
        """Add a document."""
        return self.model_copy(
            update={
                "documents": self.documents + 1,
                "pages": _sum(self.pages, document.pages),
                "ocr_pages": _sum(self.ocr_pages, document.ocr_pages),
                "predicted_s": self.predicted_s + document.predicted_s,
            }
        )


class ShardRange(NamedTuple):
    """Where a shard lies in ``items.jsonl.gz``.

    Attributes:
        offset: Its first byte.
        size_bytes: How many bytes it has.
    """

    offset: int
    size_bytes: int


class RunManifest(RunTotals, RunTerms):
    """What a run is to do.

    Attributes:
        shards: Where each lies in ``items.jsonl.gz``.
    """

    shards: tuple[ShardRange, ...]


def _sum(total: float | None, more: float | None) -> float | None:
    """Add, and know nothing where either is not known."""
    return None if total is None or more is None else total + more
