"""The parent's side: has files written beside their places, then moves them all there."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from smartcat.errors import AccessDeniedError, ConfigurationError, UnreadableDocumentError
from smartcat.locations import escaped
from smartcat.models import DocumentManifest
from smartcat.read import MediaType, ReadLimits
from smartcat.read.messages import Refusal
from smartcat.read.workers import Server, WorkerEndedError, Workers
from smartcat.split.messages import REPLY, WriteRequest
from smartcat.split.plan import FilePlan
from smartcat.split.result import SplitResult, WrittenFile


@dataclass(frozen=True)
class FileWriter:
    """Writes what was planned: all of it, or nothing.

    Attributes:
        directory: Where to; made where it is missing.
        limits: What reading a page may use; writing may use a second more for each page.
        overwrite: Whether files of the same names are replaced.
        on_file: Told after each file how many are written, of how many.
    """

    directory: Path
    limits: ReadLimits
    overwrite: bool = False
    on_file: Callable[[int, int], None] = lambda _done, _total: None

    def write(
        self, document: Path, manifest: DocumentManifest, plans: Sequence[FilePlan]
    ) -> SplitResult:
        """Write the files.

        Raises:
            DocumentError: The document is damaged, or cannot be kept without loss.
            ConfigurationError: Files are there already, or cannot be written.
        """
        try:
            self._refuse_clashes(plans)
            self.directory.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.directory, prefix=".smartcat-") as beside:
                made = self._make(document, manifest, plans, Path(beside))
                files = [self._settle(plan, path) for plan, path in zip(plans, made, strict=True)]
        except PermissionError as error:
            raise AccessDeniedError(self._complaint(error)) from error
        except OSError as error:
            raise ConfigurationError(self._complaint(error)) from error
        return SplitResult(document_id=manifest.document_id, files=tuple(files))

    def _complaint(self, error: OSError) -> str:
        return f"cannot write to {self.directory}: {error.strerror}; name another folder with --out"

    def _refuse_clashes(self, plans: Sequence[FilePlan]) -> None:
        clashes = [plan.name for plan in plans if os.path.lexists(self.directory / plan.name)]
        if clashes and not self.overwrite:
            more = f" and {len(clashes) - 1} more" if len(clashes) > 1 else ""
            raise ConfigurationError(
                f"nothing was written, as {self.directory} has {clashes[0]}{more} already; "
                "name another folder with --out, or replace files with --overwrite"
            )

    def _make(
        self,
        document: Path,
        manifest: DocumentManifest,
        plans: Sequence[FilePlan],
        beside: Path,
    ) -> list[Path]:
        """Have a child write all files; they are named by number until they are moved."""
        page_count = manifest.source.page_count or 0
        cpu_s = self.limits.page_cpu_s + page_count
        limits = self.limits.model_copy(update={"page_cpu_s": cpu_s})
        paths = [beside / str(number) for number in range(len(plans))]
        with Workers(_make_server, 1, limits) as workers:
            for done, (plan, path) in enumerate(zip(plans, paths, strict=True), start=1):
                request = WriteRequest(
                    path=document,
                    media_type=MediaType(manifest.source.media_type or ""),
                    page_count=page_count,
                    plan=plan,
                    target=path,
                )
                _answer(workers, request)
                self.on_file(done, len(plans))
        return paths

    def _settle(self, plan: FilePlan, made: Path) -> WrittenFile:
        path = self.directory / plan.name
        with made.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size_bytes = made.stat().st_size
        made.replace(path)
        return WrittenFile(
            first_page=plan.first_page,
            last_page=plan.last_page,
            label=plan.label,
            confidence=plan.confidence,
            path=escaped(str(path)),
            sha256=sha256,
            size_bytes=size_bytes,
        )


def _answer(workers: Workers, request: WriteRequest) -> None:
    data = request.model_dump_json().encode()
    try:
        reply = REPLY.validate_json(workers.result(workers.submit(data)))
    except WorkerEndedError as error:
        raise UnreadableDocumentError(
            f"writing {request.plan.name} {error}; raise the limit with --page-timeout, "
            "or save the document anew with another program and split that"
        ) from error
    except ValidationError:  # hostile bytes may have taken the process over
        raise UnreadableDocumentError(
            f"writing {request.plan.name} got nonsense from its process; "
            "save the document anew with another program and split that"
        ) from None
    if isinstance(reply, Refusal):
        raise reply.as_error()


def _make_server() -> Server:
    from smartcat.split.server import FileServer

    return FileServer()
