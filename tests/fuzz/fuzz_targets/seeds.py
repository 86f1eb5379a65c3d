"""What the fuzzer begins with: small things that are right, made on the spot, and what it found."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from fuzz_targets.right_messages import RIGHT
from fuzz_targets.scratch import written
from hostile.raw_pdf import flate, good_pdf, pdf_of_pages, text_content
from smartcat.bundle import (
    BundleMetadata,
    Calibration,
    ClassesMetadata,
    CrossValidation,
    LinearModel,
    Provenance,
    Threshold,
    write_bundle,
)
from smartcat.features import FeatureSchema, extract
from smartcat.models import Page

FOUND = Path(__file__).parents[1] / "corpus"
"""What was once found, below the name of its target."""


def seeds(name: str) -> Iterator[tuple[str, bytes]]:
    """Give the inputs to begin with, each with a name."""
    for number, data in enumerate(_MADE[name]()):
        yield f"made-{number}", data
    for path in sorted((FOUND / name).glob("*")):
        yield path.name, path.read_bytes()


def _reading() -> Iterator[bytes]:
    yield good_pdf()
    picture = flate(
        bytes(600),
        "/Type /XObject /Subtype /Image /Width 60 /Height 80 /ColorSpace /DeviceGray "
        "/BitsPerComponent 1",
    )
    shown = flate(text_content() + b" q 595 0 0 842 0 0 cm /I Do Q")
    yield pdf_of_pages([(shown, "/XObject << /I 1000 0 R >>")], {1000: picture})
    for kind in ("PNG", "TIFF", "JPEG", "WEBP", "BMP", "GIF"):
        buffer = io.BytesIO()
        Image.radial_gradient("L").resize((24, 32)).save(buffer, kind)
        yield buffer.getvalue()
    yield "Grüße\n\fsecond page".encode("cp1252")
    yield "letter".encode("utf-16")


def _sorting() -> Iterator[bytes]:
    letter = "Dear Mrs Example,\nthank you for it.\nYours sincerely\n"
    yield f"{letter}Page 1 of 2\f2/2\nAccount number: 4711\n\f- 3 -".encode()
    yield b"Rechnung Nr. 12\nSeite 1 von 3\n\fSeite II\n\f\fiv\nBlatt 2"


def _bundles() -> Iterator[bytes]:
    schema = FeatureSchema(bucket_bits=8)
    page = Page(page_index=0, text="Invoice number 4711, total due in 30 days\n")
    known = np.unique(extract(page, schema))[:20].astype(np.uint32)
    weights = np.ones((known.size, 2), dtype=np.float16)
    scales, biases = np.ones(known.size, dtype=np.float16), np.zeros(2, dtype=np.float32)
    path = written(b"", "seed.smartcat")
    write_bundle(path, _metadata(schema), LinearModel(known, weights, scales, biases))
    yield path.read_bytes()


def _metadata(schema: FeatureSchema) -> BundleMetadata:
    calibration = Calibration(
        slope=2.0,
        biases=(0.0, 0.0),
        sharpness=1.0,
        length_effect=0.0,
        length_mean=5.0,
        length_deviation=1.0,
    )
    threshold = Threshold(
        value=0.7, target_error=0.02, target_met=True, accepted_error=0.01, coverage=0.9, pages=20
    )
    figures = CrossValidation(folds=5, pages=20, accuracy=1.0, macro_f1=1.0, ece=0.0, auroc=None)
    classes = ClassesMetadata(
        labels=("invoice", "letter"),
        calibration=calibration,
        threshold=threshold,
        least_margin=-3.0,
        scores_pages_without_text=True,
        pages_per_label={"invoice": 10, "letter": 10},
        softness=1.0,
        cross_validation=figures,
    )
    provenance = Provenance(
        smartcat_version="0", dataset_sha256="", pages_with_layout=0, pages_without_text=0
    )
    return BundleMetadata(name="seed", features=schema, classes=classes, provenance=provenance)


def _messages() -> Iterator[bytes]:
    for number, (_, told) in enumerate(RIGHT):
        yield bytes([number]) + told
    yield b"\2\5NaN"


def _places() -> Iterator[bytes]:
    yield b"bucket/in/a.pdf"
    yield "in/Grüße %2e.pdf".encode()
    yield b"key,path\n1,a.pdf\n2,s3://bucket/b.pdf\n"
    yield b'{"path": "a.pdf"}\n{"uri": "s3://bucket/b.pdf"}\n{"uri": "file:///c%20d.pdf"}\n'
    described = {"bucket": {"name": "scans"}, "object": {"key": "a+b.pdf", "size": 1, "etag": "0"}}
    yield json.dumps({"detail-type": "Object Created", "detail": described}).encode()
    told = {"bucket": {"name": "scans"}, "object": {"key": "a%2Bb.pdf", "size": 1, "eTag": "0"}}
    yield json.dumps({"Records": [{"eventName": "ObjectCreated:Put", "s3": told}]}).encode()


_MADE: dict[str, Callable[[], Iterator[bytes]]] = {
    "reading": _reading,
    "sorting": _sorting,
    "bundles": _bundles,
    "messages": _messages,
    "places": _places,
}
