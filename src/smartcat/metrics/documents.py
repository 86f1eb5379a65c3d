"""Figures on whole documents: which true documents and which found segments share pages.

Documents and segments are numbered from 0 up without gaps, over all streams: no two streams
share a number, so that it does not matter how pages are grouped into streams.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartcat.metrics.pages import Codes

_MATCH = 0.5
"""Over this no segment can match two documents, and no document two segments."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Pairs of a document and a segment that share pages.

    Attributes:
        document: Number of the document of each pair.
        segment: Number of the segment of each pair.
        pages: How many pages they share.
    """

    document: NDArray[np.int64]
    segment: NDArray[np.int64]
    pages: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Codes, segments: Codes) -> Self:
        """Compare truth and result.

        Args:
            documents: Number of the true document of each page; at least one page.
            segments: Number of the found segment of each page.
        """
        n_segments = int(segments.max()) + 1
        pairs, pages = np.unique(documents * n_segments + segments, return_counts=True)
        return cls(pairs // n_segments, pairs % n_segments, pages)

    @property
    def iou(self) -> NDArray[np.float64]:
        """Shared pages as a share of all pages of the two (intersection over union)."""
        of_document = np.bincount(self.document, self.pages)[self.document]
        of_segment = np.bincount(self.segment, self.pages)[self.segment]
        return np.asarray(self.pages / (of_document + of_segment - self.pages))

    @property
    def cut_documents(self) -> NDArray[np.bool_]:
        """Whether each document lies in several segments: over-segmentation.

        As Shafait, Keysers and Breuel (2008), Performance evaluation and benchmarking of six page
        segmentation algorithms, count it for regions of a page.
        """
        return np.bincount(self.document) > 1

    @property
    def mixed_segments(self) -> NDArray[np.bool_]:
        """Whether each segment holds pages of several documents: under-segmentation (ibid.)."""
        return np.bincount(self.segment) > 1

    def exact(self) -> dict[int, int]:
        """Return the documents that were found whole and alone, with their segment.

        With the class compared, too, the share of these is "split accuracy without order" of
        AWS's GenAI IDP Accelerator (``DocSplitClassificationMetrics``): the same set of pages and
        the same class.
        """
        whole = self.iou == 1.0
        return dict(zip(self.document[whole].tolist(), self.segment[whole].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class PanopticQuality:
    """How well segments match documents.

    Attributes:
        segmentation: SQ, mean overlap (IoU) of the documents that were matched; absent if none was.
        recognition: RQ, F1 of documents, TP / (TP + FP / 2 + FN / 2).
    """

    segmentation: float | None
    recognition: float

    @property
    def quality(self) -> float:
        """PQ = SQ x RQ; 0 if no document was matched."""
        return (self.segmentation or 0.0) * self.recognition


def panoptic_quality(overlaps: Overlaps) -> PanopticQuality:
    """Measure how well segments match documents, pooled over all streams.

    Kirillov, He, Girshick, Rother and Dollár (2019), Panoptic segmentation; for page streams van
    Heusden, Kamps and Marx (2022), WooIR: a new open page stream segmentation dataset. A document
    is matched if the IoU of its pages and a segment's is over 0.5. PQ is what the same authors
    call weighted F1 in OpenPSS (2024).
    """
    matched = overlaps.iou[overlaps.iou > _MATCH]
    total = len(overlaps.cut_documents) + len(overlaps.mixed_segments)
    return PanopticQuality(
        segmentation=float(matched.mean()) if len(matched) else None,
        recognition=2 * len(matched) / total,
    )
