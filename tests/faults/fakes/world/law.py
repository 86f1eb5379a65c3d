"""The law: whatever went wrong, each document has one result, and nothing is in anybody's way."""

from smartcat.dispatch.events import created_objects
from smartcat.errors import ExitCode
from smartcat.manifest import load_manifest
from smartcat.models import DocumentManifest
from smartcat.runs.planning import identified
from smartcat.store.layout import document_of, documents_prefix, run_of_document
from world.deployment import deployment
from world.documents import Upload
from world.faults import WireFault
from world.undisturbed import comparable, undisturbed
from world.world import World


def document_id_of(upload: Upload) -> str:
    """The identity of the result of a document."""
    (source,) = created_objects(upload.event)
    return identified(source, deployment().terms).document_id


def check_law(world: World) -> None:
    """See that a world that is at rest is as it must be."""
    assert not world.bugs, "nobody expected:\n" + "\n".join(world.bugs)
    _check_manifests(world)
    _check_runs(world)
    _check_nothing_is_left(world)
    _check_work(world)


def _check_manifests(world: World) -> None:
    store = world.store(world.bystander)
    expected = {document_id_of(upload): upload for upload in world.uploads}
    keys = [one.key for one in world.objects.below(documents_prefix())]
    there = {document_of(key) for key in keys if key.endswith("/manifest.json")}
    assert there <= expected.keys()
    last = {upload.key: upload for upload in world.uploads}
    for document_id, upload in expected.items():
        if document_id not in there:  # what replaced it has a manifest of its own
            assert last[upload.key] != upload, f"{upload.key} has no manifest"
            continue
        manifest = load_manifest(store, document_id)
        if comparable(manifest) != undisturbed(world, upload):
            _check_failure(world, upload, manifest)


def _check_failure(world: World, upload: Upload, manifest: DocumentManifest) -> None:
    """See that a document has a reason why its result is another than in a world without faults."""
    assert manifest.failure is not None, f"{upload.key} has another result"
    assert manifest.failure.message
    reason = manifest.failure.error
    now = world.documents.uploads.get(upload.key)
    if reason == "DocumentChangedError":
        assert now not in {upload, None}
    elif reason == "DocumentNotFoundError":
        assert now is None
    elif reason == "AccessDeniedError":  # an operator allows it, and submits the document again
        assert any(WireFault.DENIED in process.met for process in world.processes)
    else:
        assert reason == "RunError"
        run = f"smartcat-{run_of_document(manifest.document_id)}-"
        jobs = [job for job in world.batch.jobs if job.name.startswith(run)]
        assert any(job.status == "FAILED" for job in jobs), f"{upload.key} was given up early"


def _check_runs(world: World) -> None:
    """See that no container failed for a reason that nobody gave it: its instructions hold."""
    endings = [child.ending for job in world.batch.jobs for child in job.children if child.ending]
    assert not [one for one in endings if one.code == ExitCode.BUG or _is_of_a_run(one.code)]


def _is_of_a_run(code: int | None) -> bool:
    return code is not None and code // 10 == ExitCode.RUN // 10


def _check_nothing_is_left(world: World) -> None:
    for prefix in ("claims/", "open/"):
        assert not [one.key for one in world.objects.below(prefix)]


def _check_work(world: World) -> None:
    """See that a page is read once, and once more for each process that work was lost with.

    A process reads a page at most once, and only if it saw no manifest, and held the claim. So
    where two read it, the first did not come to its end undisturbed, or was started twice.
    """
    lost = sum(bool(process.has_met_harm and process.pages) for process in world.processes)
    most = 1 + lost + world.repeated
    times = world.pages_read
    assert max(times.values(), default=0) <= most, f"{times.most_common(1)} of at most {most}"
