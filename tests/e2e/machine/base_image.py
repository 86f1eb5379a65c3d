"""A stand-in for the base image: Debian with its own Python, where no registry can be reached.

It goes by the name of the image that the Dockerfile asks for, and has what only this machine needs:
its certificates, for the package index.
"""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docker.errors import ImageNotFound

from machine.cache import digest_of

_SUITE = "trixie"
_PACKAGES = "ca-certificates,python3,python3-venv,python3-pip"
_CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
MADE_OF = "smartcat.made-of"
"""Label of images that are made here: the digest of what they are made of."""


def base_of(dockerfile: Path) -> str:
    """The name of the base image that a Dockerfile asks for."""
    found = re.search(r"^ARG BASE=(\S+)$", dockerfile.read_text(), re.MULTILINE)
    assert found, f"{dockerfile} names no base"
    return found[1]


def ensure_base_image(client: Any, name: str, scratch: Path) -> None:
    """Make the stand-in, unless there is one.

    Args:
        client: Talks to the engine.
        name: What it is called.
        scratch: A folder for its files, for as long as they are no image.
    """
    certificates = (Path("/") / _CERTIFICATES).read_bytes()
    made_of = digest_of(Path(__file__).read_bytes(), certificates)
    if is_made_of(client, name, made_of):
        return
    with TemporaryDirectory(dir=scratch) as folder:
        root = Path(folder) / "root"
        _install(root)
        (root / _CERTIFICATES).write_bytes(certificates)
        (root / "etc/pip.conf").write_text(f"[global]\ncert = /{_CERTIFICATES}\n")
        _import(client, root, name, made_of)


def is_made_of(client: Any, name: str, made_of: str) -> bool:
    """Whether there is an image that is made of this, by its label."""
    try:
        return bool(client.images.get(name).labels.get(MADE_OF) == made_of)
    except ImageNotFound:
        return False


def _install(root: Path) -> None:
    command = ["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", _SUITE, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    for archive in (root / "var/cache/apt/archives").glob("*.deb"):
        archive.unlink()
    shutil.rmtree(root / "var/lib/apt/lists")
    (root / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    for mark in root.glob("usr/lib/python3*/EXTERNALLY-MANAGED"):
        mark.unlink()


def _import(client: Any, root: Path, name: str, made_of: str) -> None:
    archive = root.parent / "root.tar"
    subprocess.run(["tar", "-C", root, "-cf", archive, "."], check=True)
    repository, _, tag = name.partition(":")
    changes = ['CMD ["python3"]', f"LABEL {MADE_OF}={made_of}"]
    client.api.import_image_from_file(str(archive), repository, tag, changes=changes)
