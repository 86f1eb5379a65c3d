"""What is in an artifact: a software bill of materials, CycloneDX 1.6 in JSON.

The same artifact gives the same bytes: there is no time in it, and its serial number follows from
what it lists.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

_NAMESPACE = UUID("5f0d3c7e-6a0e-5c0b-9d6e-0c4a1b9f2a61")
"""Of serial numbers of ours."""

SUFFIX = ".cdx.json"


@dataclass(frozen=True, order=True)
class Piece:
    """Something that is in an artifact, or the artifact.

    Attributes:
        name: What it is called where it comes from.
        version: Which one; absent where nothing says so.
        kind: What it is: a package of ``pypi`` or ``deb``, a ``file`` or a ``container``; and
            ``application`` for what is ours.
        sha256: Digest of the file that it came in, in hex; absent where several fit.
        licence: An SPDX expression; absent where it states none.
    """

    name: str
    version: str | None
    kind: str
    sha256: str | None = None
    licence: str | None = None

    @property
    def reference(self) -> str:
        """What it is called in the bill."""
        return f"{self.kind}/{self.name}"


_TYPES = {
    "application": ComponentType.APPLICATION,
    "container": ComponentType.CONTAINER,
    "file": ComponentType.FILE,
}


def bill_of(artifact: Piece, pieces: Iterable[Piece]) -> bytes:
    """Write the bill of an artifact.

    Args:
        artifact: What it is of.
        pieces: What is in it.
    """
    listed = sorted(pieces, key=lambda piece: piece.reference)
    root = _component(artifact)
    components = [_component(piece) for piece in listed]
    bom = Bom(components=components, metadata=BomMetaData(component=root))
    content = hashlib.sha256(repr([artifact, listed]).encode()).hexdigest()
    bom.serial_number = uuid5(_NAMESPACE, content)
    bom.register_dependency(root, components)
    written = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string()
    told = json.loads(written)
    del told["metadata"]["timestamp"]
    return (json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _component(piece: Piece) -> Component:
    is_package = piece.kind not in _TYPES
    return Component(
        name=piece.name,
        version=piece.version,
        type=_TYPES.get(piece.kind, ComponentType.LIBRARY),
        bom_ref=piece.reference,
        purl=PackageURL(piece.kind, None, piece.name, piece.version) if is_package else None,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=piece.sha256)] if piece.sha256 else (),
        licenses=[LicenseExpression(piece.licence)] if piece.licence else (),
    )
