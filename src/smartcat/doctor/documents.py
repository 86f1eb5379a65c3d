"""Look at one document: how far it came on its way from the bucket to its manifest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any

from smartcat.blocks import StoredPages
from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.claims import read_claim
from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.functions import Names, pattern_of
from smartcat.doctor.runs import look_at_run
from smartcat.errors import ConfigurationError, ExitCode
from smartcat.locations import S3Location
from smartcat.manifest import derive_document_id, find_manifest
from smartcat.pipeline import settings_of
from smartcat.plan.run_files import is_planned
from smartcat.read import OcrChoice, ReadOptions
from smartcat.segment import SplitOptions
from smartcat.sorting import Sorter
from smartcat.sources.contents import etag_content
from smartcat.store import ObjectStore
from smartcat.store.layout import claim_key, manifest_key, run_of_document

_RIGHTS = "s3:GetObject, s3:ListBucket, events:DescribeRule and lambda:GetFunctionConfiguration"


@dataclass(frozen=True)
class DocumentLooker:
    """Looks at documents of a deployment.

    Attributes:
        ask: Asks AWS.
        names: What the deployment's parts are called.
        store: Where results are.
    """

    ask: Ask
    names: Names
    store: ObjectStore

    def check(self, place: S3Location) -> Check:
        """A document that is to be looked at."""
        return Check("document", str(place), _RIGHTS, lambda check: self._look(check, place))

    def _look(self, check: Check, place: S3Location) -> Iterable[Finding]:
        try:
            told = self.ask("s3", "head_object", Bucket=place.bucket, Key=place.key)
        except ConfigurationError:
            code = ExitCode.DOCUMENT_NOT_FOUND
            yield check.error("there is no such object", "upload it again", code)
            return
        document_id = self._identity(place, told["ETag"])
        manifest = find_manifest(self.store, document_id)
        where = f"{self.store.uri}/{manifest_key(document_id)}"
        if manifest is not None and manifest.failure is None:
            yield check.ok(f"its manifest is {where}")
        elif manifest is not None and manifest.failure is not None:
            failure = manifest.failure
            again = f"if that is mended: smartcat-batch submit '{place}'"
            yield check.error(f"it failed: {failure.message}", again, failure.exit_code)
        else:
            yield from self._under_way(check, place, document_id)

    def _under_way(self, check: Check, place: S3Location, document_id: str) -> Iterator[Finding]:
        """How far a document is that has no manifest."""
        known = False
        claim = read_claim(self.store, claim_key(document_id))
        if claim is not None:
            known, is_held = True, claim.expires_at > datetime.now(UTC)
            until = f"{claim.expires_at:%H:%M:%S} UTC"
            if is_held:
                yield check.ok(f"{claim.holder} is at work on it, until {until} at least")
            else:
                says = f"{claim.holder} was at work on it, until {until}"
                yield check.warning(says, "it comes again by itself; see dead letters, too")
        pages = len(StoredPages.look(self.store, document_id).pages)
        if pages:
            known = True
            yield check.ok(f"{pages} of its pages are stored")
        run_id = run_of_document(document_id)
        if is_planned(self.store, run_id):
            known = True
            yield from look_at_run(self.ask, self.store, run_id)
        if not known:
            yield from self._unheard(check, place)

    def _unheard(self, check: Check, place: S3Location) -> Iterator[Finding]:
        """Why nobody may have heard of a document."""
        detail = pattern_of(self.ask, self.names)["detail"]
        code = ExitCode.CONFIGURATION
        if place.bucket not in detail["bucket"]["name"]:
            heard = ", ".join(detail["bucket"]["name"])
            yield check.error(
                f"the deployment hears of {heard} alone", "copy it there, or submit it", code
            )
        elif not _matches(place.key, detail.get("object", {}).get("key", [])):
            yield check.error(
                "its key does not match input_prefix and input_suffixes of the deployment",
                f"name it otherwise, or: smartcat-batch submit '{place}'",
            )
        else:
            yield check.warning(
                "nothing is stored of it: its event waits in the queue, or never came",
                "look at the queue and the bucket above; an object that was there before the "
                f"deployment has no event: smartcat-batch submit '{place}'",
            )

    def _identity(self, place: S3Location, etag: str) -> str:
        """What the dispatcher calls the document: by its model, and its settings."""
        function = self.names.of("dispatcher")
        told = self.ask("lambda", "get_function_configuration", FunctionName=function)
        environment = told["Environment"]["Variables"]
        languages = tuple(environment.get("SMARTCAT_LANGUAGES", "eng+deu").split("+"))
        starter = load_bundle(starter_bundle_path())
        read = ReadOptions(ocr=OcrChoice.TESSEROCR, languages=languages)
        settings = settings_of(read, Sorter(starter, SplitOptions()))
        model = environment.get("SMARTCAT_MODEL_SHA256") or starter.digest
        return derive_document_id(place.uri, etag_content(etag), model, settings)


def _matches(key: str, patterns: list[dict[str, Any]]) -> bool:
    """Whether a key is one that EventBridge lets through; without patterns, all are."""
    return not patterns or any(
        key.startswith(one["prefix"]) if "prefix" in one else _fits(key, one["wildcard"])
        for one in patterns
    )


def _fits(key: str, wildcard: str) -> bool:
    """Whether a key fits a pattern in which ``*`` alone has a meaning."""
    escaped = "".join(f"[{letter}]" if letter in "?[" else letter for letter in wildcard)
    return fnmatchcase(key, escaped)
