"""Split a document into files."""

from pathlib import Path
from typing import TYPE_CHECKING

from smartcat import errors
from smartcat.api.classifying import classify
from smartcat.api.files import check_output_folder
from smartcat.api.options import Progress, ReadLimits, ReadOptions, nobody
from smartcat.errors import DocumentError, SmartCatError, UnsupportedDocumentError, UsageError
from smartcat.locations import printable
from smartcat.models import DocumentManifest, Failure
from smartcat.read import MediaType

if TYPE_CHECKING:
    from smartcat.bundle import ModelBundle
    from smartcat.segment import SplitOptions
    from smartcat.split import SplitResult


def split(
    document: str | Path,
    out: str | Path,
    *,
    one_file: bool = False,
    cut_in_doubt: bool = False,
    overwrite: bool = False,
    model: "ModelBundle | str | Path | None" = None,
    split: "SplitOptions | str" = "auto",
    read: ReadOptions | None = None,
    limits: ReadLimits | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    writing_progress: Progress | None = None,
) -> "SplitResult":
    """Write a PDF for each segment of a document; pages are copied as they are, not rendered.

    Args:
        document: A PDF or an image.
        out: The folder to write to, made where it is missing: all files are written, or none.
        one_file: Write one PDF with a bookmark at each segment instead.
        cut_in_doubt: Split even where it is in doubt where a segment begins or ends.
        overwrite: Replace files of the same names.
        model: The bundle that decides, or where it is; absent: the starter model.
        split: Where documents begin, as for `classify`.
        read: How the document is read.
        limits: What reading may use.
        jobs: Reading processes; absent: one a core.
        progress: Told after each page how many are sorted, of how many.
        writing_progress: Told after each file how many are written, of how many.

    Returns:
        The files that were written.

    Raises:
        UsageError: It is a folder, or the ways to split make no sense.
        ReviewRequiredError: It is in doubt where segments begin or end; nothing is written.
        DocumentError: The document cannot be read, or cannot be kept without loss.
        ConfigurationError: Files are there already, or cannot be written.
        BundleError: The bundle cannot be used.
    """
    from smartcat.split import FileWriter, check_ends, plan_bookmarked, plan_segments

    path, out = Path(document), Path(out)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name one file")
    check_output_folder(out)
    with classify(
        path, model=model, split=split, read=read, limits=limits, jobs=jobs, progress=progress
    ) as manifests:
        manifest = _with_pages_to_copy(path, next(manifests))
    if not (one_file or cut_in_doubt):
        check_ends(manifest)
    plans = plan_bookmarked(manifest) if one_file else plan_segments(manifest)
    writer = FileWriter(out, limits or ReadLimits(), overwrite, writing_progress or nobody)
    try:
        return writer.write(path, manifest, plans)
    except DocumentError as error:
        raise type(error)(f"{printable(str(path))}: {error}") from error


def _with_pages_to_copy(path: Path, manifest: DocumentManifest) -> DocumentManifest:
    if manifest.failure:
        raise _as_error(path, manifest.failure)
    if manifest.source.media_type == MediaType.TEXT:
        raise UnsupportedDocumentError(
            f"{printable(str(path))}: plain text has no pages to copy; "
            "print it to a PDF and split that"
        )
    return manifest


def _as_error(path: Path, failure: Failure) -> SmartCatError:
    kind: type[SmartCatError] = getattr(errors, failure.error)
    return kind(f"{printable(str(path))}: {failure.message}")
