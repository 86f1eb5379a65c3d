"""Look at one document: how far it came on its way from the bucket to its manifest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from smartcat.blocks import StoredPages
from smartcat.claims import read_claim
from smartcat.doctor.events import depth_of, heard_of, redrive_command
from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.doctor.functions import deployed_settings
from smartcat.doctor.identity import document_id_of
from smartcat.doctor.looking import findings, trouble
from smartcat.doctor.names import Names
from smartcat.doctor.objects import head
from smartcat.doctor.runs import look_at_run
from smartcat.errors import ExitCode, SmartCatError
from smartcat.locations import S3Location
from smartcat.manifest import find_manifest
from smartcat.models import DocumentManifest
from smartcat.plan.run_files import is_planned
from smartcat.store import ObjectStore
from smartcat.store.layout import claim_key, manifest_key, run_of_document

_SOON = timedelta(minutes=2)
"""An event takes seconds, and the start of a function some more."""


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
        return Check("document", str(place), lambda check: self._look(check, place))

    def _look(self, check: Check, place: S3Location) -> Iterable[Finding]:
        told = head(self.ask, place)
        if told is None:
            code = ExitCode.DOCUMENT_NOT_FOUND
            yield check.error("there is no such object", f"aws s3 cp FILE '{place}'", code)
            return
        try:
            settings = deployed_settings(self.ask, self.names)
        except SmartCatError as error:  # without its id nothing of it is found
            yield trouble(replace(check, subject=self.names.of("dispatcher")), error)
            yield from self._unheard(check, place, told)
            return
        if settings.results.rstrip("/") != self.store.uri:
            remedy = f"look there: --results {settings.results}"
            yield check.warning(f"the deployment keeps results in {settings.results}", remedy)
        document_id = document_id_of(settings, place, told["ETag"])
        manifest = find_manifest(self.store, document_id)
        if manifest is not None:
            yield self._done(check, place, manifest)
            return
        under_way = list(self._under_way(check, document_id))
        yield from under_way or self._unheard(check, place, told)

    def _done(self, check: Check, place: S3Location, manifest: DocumentManifest) -> Finding:
        where = f"{self.store.uri}/{manifest_key(manifest.document_id)}"
        failure = manifest.failure
        if failure is None:
            return check.ok(f"its manifest is {where}")
        is_public = failure.exit_code in set(ExitCode)  # that of a killed worker is not
        return check.error(
            f"it failed: {failure.message}; see {where}",
            f"if that is mended: smartcat-batch submit '{place}' --results {self.store.uri}",
            failure.exit_code if is_public else ExitCode.DOCUMENT,
        )

    def _under_way(self, check: Check, document_id: str) -> Iterator[Finding]:
        """How far a document is that has no manifest; nothing, if nobody heard of it."""
        claim = read_claim(self.store, claim_key(document_id))
        if claim is not None:
            until = f"{claim.expires_at:%Y-%m-%d %H:%M:%S} UTC"
            if claim.expires_at > datetime.now(UTC):
                yield check.ok(f"{claim.holder} is at work on it, until {until} at least")
            else:
                yield check.passing(
                    f"{claim.holder} was at work on it, until {until}",
                    "it comes again by itself; if it does not, look at dead letters, and at "
                    f"{self.names.log_of('dispatcher')}",
                )
        pages = len(StoredPages.look(self.store, document_id).pages)
        if pages:
            yield check.ok(f"{pages} of its pages are stored")
        run_id = run_of_document(document_id)
        if is_planned(self.store, run_id):
            yield from look_at_run(self.ask, self.store, run_id)

    def _unheard(self, check: Check, place: S3Location, told: dict[str, Any]) -> Iterator[Finding]:
        """Why nobody may have heard of a document."""
        yield from findings([replace(check, look=lambda one: self._heard(one, place, told))])

    def _heard(self, check: Check, place: S3Location, told: dict[str, Any]) -> Iterable[Finding]:
        pattern = heard_of(self.ask, self.names)
        submit = f"smartcat-batch submit '{place}' --results {self.store.uri}"
        if place.bucket not in pattern.buckets:
            heard = ", ".join(pattern.buckets)
            yield check.error(
                f"the deployment hears of {heard} alone", f"copy it there; or {submit}"
            )
        elif not pattern.lets_pass(place.key):
            yield check.error(
                f"its key is none of those that the deployment hears of: {pattern.wanted}",
                f"copy it to such a key; or {submit}",
            )
        else:
            yield self._lost(check, told, submit)

    def _lost(self, check: Check, told: dict[str, Any], submit: str) -> Finding:
        """Where the event of a document may be that the deployment should have heard of."""
        waiting = depth_of(self.ask, self.names.of("documents"))
        dead = depth_of(self.ask, self.names.of("dead-letters")).waiting
        if waiting.waiting + waiting.hidden:
            return check.passing(
                f"nothing is stored of it; its event may be among {waiting.waiting} that wait and "
                f"{waiting.hidden} that are being worked on",
                "wait; if they do not become fewer, look at the trigger and the function",
            )
        if dead:
            return check.error(
                f"nothing is stored of it; its event may be among {dead} dead letters",
                f"see why: {self.names.log_of('dispatcher')}; mend it, and send them back: "
                f"{redrive_command(self.ask, self.names)}",
            )
        if datetime.now(UTC) - told["LastModified"] < _SOON:
            return check.passing("it was put there just now", "wait a minute")
        return check.error(
            "nothing is stored of it, and no event waits: it never came, as of an object that was "
            "there before the deployment, or of one that another version of SmartCat sorted",
            submit,
        )
