"""Draw a classified document as a contact sheet: a coloured frame for each segment, with its class.

smartcat classify packet.pdf --format json | python scripts/draw_result.py packet.pdf out.png
"""

import argparse
import colorsys
import json
import sys
from pathlib import Path

import pymupdf

from smartcat.models import DocumentManifest, Segment

COLUMNS = 7
CELL_WIDTH, CELL_HEIGHT = 150, 216
THUMBNAIL_HEIGHT = 178
GAP = 8


def main() -> None:
    """Read a manifest from stdin and draw it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path)
    parser.add_argument("picture", type=Path)
    arguments = parser.parse_args()
    manifest = DocumentManifest.model_validate(json.load(sys.stdin)[0])
    sheet = draw(arguments.document, manifest)
    sheet.get_pixmap(dpi=110).save(arguments.picture)


def draw(path: Path, manifest: DocumentManifest) -> pymupdf.Page:
    """Draw all pages on one sheet."""
    rows = -(-len(manifest.pages) // COLUMNS)
    canvas = pymupdf.open()
    sheet = canvas.new_page(width=COLUMNS * CELL_WIDTH, height=rows * CELL_HEIGHT)
    labels = sorted({_label(segment) for segment in manifest.segments})
    with pymupdf.open(path) as document:
        for segment in manifest.segments:
            colour = colorsys.hsv_to_rgb(labels.index(_label(segment)) / len(labels), 0.75, 0.75)
            for page_index in range(segment.first_page, segment.last_page + 1):
                _draw_page(sheet, document, page_index, segment, colour)
    return sheet


def _draw_page(
    sheet: pymupdf.Page,
    document: pymupdf.Document,
    page_index: int,
    segment: Segment,
    colour: tuple[float, float, float],
) -> None:
    left = page_index % COLUMNS * CELL_WIDTH
    top = page_index // COLUMNS * CELL_HEIGHT
    is_first = page_index == segment.first_page
    start = left + (GAP if is_first else 0)
    end = left + CELL_WIDTH - (GAP if page_index == segment.last_page else 0)
    sheet.draw_rect((start, top + GAP, end, top + CELL_HEIGHT - GAP), color=None, fill=colour)
    frame = (left + 2 * GAP, top + 2 * GAP, left + CELL_WIDTH - 2 * GAP, top + THUMBNAIL_HEIGHT)
    sheet.draw_rect(frame, color=None, fill=(1, 1, 1))
    sheet.show_pdf_page(pymupdf.Rect(frame), document, page_index)
    if is_first:
        title = _label(segment).replace("_", " ") + (" ?" if segment.needs_review else "")
        baseline = top + THUMBNAIL_HEIGHT + 13
        sheet.insert_text(
            (start + GAP, baseline), title, fontsize=11, fontname="hebo", color=(1, 1, 1)
        )
        confidence = _confidence(segment)
        sheet.insert_text(
            (start + GAP, baseline + 12), confidence, fontsize=9, fontname="hebo", color=(1, 1, 1)
        )


def _label(segment: Segment) -> str:
    guess = segment.prediction.best_guess
    return guess.label if guess else "nothing"


def _confidence(segment: Segment) -> str:
    guess = segment.prediction.best_guess
    return f"{guess.confidence:.0%}" if guess else ""


if __name__ == "__main__":
    main()
