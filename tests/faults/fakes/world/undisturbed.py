"""What comes of a document where nothing goes wrong: on one machine, with no cloud at all."""

from smartcat.locations import S3Location
from smartcat.models import DocumentManifest, DocumentRef
from smartcat.pipeline import Pipeline
from smartcat.read import Reader
from world.deployment import deployment
from world.documents import BUCKET, Upload
from world.world import World

_MANIFESTS: dict[Upload, dict[str, object]] = {}


def undisturbed(world: World, upload: Upload) -> dict[str, object]:
    """The result of a document, as far as it is the same wherever it is processed."""
    if upload not in _MANIFESTS:
        _MANIFESTS[upload] = comparable(_classified(world, upload))
    return _MANIFESTS[upload]


def comparable(manifest: DocumentManifest) -> dict[str, object]:
    """What two results of a document must agree in: digests tell documents of one machine apart,
    and ETags those of buckets."""
    return manifest.model_dump(exclude={"execution", "document_id"})


def _classified(world: World, upload: Upload) -> DocumentManifest:
    path = world.folder / "undisturbed"
    path.write_bytes(upload.data)
    document = DocumentRef(key=S3Location(BUCKET, upload.key).uri, path=path)
    common = deployment()
    with world.calm(), Reader(common.terms.read, common.terms.limits) as reader:
        (manifest,) = Pipeline(reader, common.terms.read, common.sorter).run([document])
    path.unlink()
    return manifest
