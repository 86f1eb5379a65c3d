"""Whether a document may be split: a class in doubt harms nobody, an end in doubt parts pages."""

from smartcat.errors import ReviewRequiredError
from smartcat.models import DocumentManifest, Segment

_SHOWN = 10


def doubtful_cuts(manifest: DocumentManifest) -> tuple[Segment, ...]:
    """Return the segments of which a person must say where they begin or end."""
    return tuple(segment for segment in manifest.segments if segment.ends_in_doubt)


def check_ends(manifest: DocumentManifest) -> None:
    """Refuse to split where the ends of segments are in doubt.

    Raises:
        ReviewRequiredError: Some are; it names pages and reasons.
    """
    doubtful = doubtful_cuts(manifest)
    if not doubtful:
        return
    lines = [f"  {_described(segment)}" for segment in doubtful[:_SHOWN]]
    if len(doubtful) > _SHOWN:
        lines.append(f"  and {len(doubtful) - _SHOWN} more")
    raise ReviewRequiredError(
        "nothing was written, as it is in doubt where these documents begin or end:\n"
        + "\n".join(lines)
        + "\nLook at these pages; then split all the same with --cut-in-doubt, "
        "or keep one file with --one-file"
    )


def _described(segment: Segment) -> str:
    first, last = segment.first_page + 1, segment.last_page + 1
    pages = f"page {first}" if first == last else f"pages {first}-{last}"
    return f"{pages}: {'; '.join(segment.review_reasons) or 'no reason was given'}"
