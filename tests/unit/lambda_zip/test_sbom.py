"""Bills of materials: valid, whole, and the same for the same artifact."""

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from lambda_zip.contents import load_contents, requirements
from lambda_zip.pieces import pieces_of_image, pieces_of_zip
from lambda_zip.sbom import Piece, bill_of
from lambda_zip.wheels import Target

TOP = Path(__file__).parents[3]
ARTIFACT = Piece("lambda-x86_64.zip", "1.0", "file", "0" * 64, "AGPL-3.0-or-later")
TARGET = Target("x86_64", "3.13", 34)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two packages, of which one states its licence."""
    made = []
    for name, version, licence in (("one.two", "1.5", "License-Expression: MIT\n"), ("b", "2", "")):
        path = tmp_path / f"{name}-{version}-py3-none-any.whl"
        told = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{licence}\nText\n"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"{name}-{version}.dist-info/METADATA", told)
            archive.writestr(f"{name}/vendored/x-1.dist-info/METADATA", "Name: x\n")
        made.append(path)
    monkeypatch.setattr("lambda_zip.pieces.needed_wheels", lambda *_: made)
    return made


def checked(bill: bytes) -> dict[str, Any]:
    """Read a bill, if it is valid."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill.decode()) is None
    told: dict[str, Any] = json.loads(bill)
    assert "timestamp" not in told["metadata"]
    assert len({one["bom-ref"] for one in told["components"]}) == len(told["components"])
    return told


def test_the_bill_of_a_zip(wheels: list[Path]) -> None:
    contents = load_contents()
    told = checked(bill_of(ARTIFACT, pieces_of_zip(contents, TARGET, "1.0")))
    assert told["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": "0" * 64}]
    listed = {one["name"]: one for one in told["components"]}
    packs = {f"tessdata/{language}.traineddata" for language in contents.languages}
    assert listed.keys() == {"smartcat", "one-two", "b", *packs}
    assert listed["one-two"]["purl"] == "pkg:pypi/one-two@1.5"
    assert listed["one-two"]["licenses"] == [{"expression": "MIT"}]
    digest = hashlib.sha256(wheels[0].read_bytes()).hexdigest()
    assert listed["one-two"]["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert "licenses" not in listed["b"]
    [root] = [one for one in told["dependencies"] if one.get("dependsOn")]
    assert len(root["dependsOn"]) == len(listed)


@pytest.mark.usefixtures("wheels")
def test_the_same_artifact_has_the_same_bill_and_another_another() -> None:
    pieces = list(pieces_of_zip(load_contents(), TARGET, "1.0"))
    bill = bill_of(ARTIFACT, pieces)
    assert bill_of(ARTIFACT, reversed(pieces)) == bill
    assert not re.search(rb"20\d\d-\d\d-\d\dT", bill)
    other = json.loads(bill_of(ARTIFACT, pieces[1:]))
    assert other["serialNumber"] != json.loads(bill)["serialNumber"]


def test_the_bill_of_the_image_has_all_of_its_lock() -> None:
    image = Piece("smartcat-worker", "1.0", "container")
    told = checked(bill_of(image, pieces_of_image(load_contents(), "1.0")))
    packages = {
        one["name"]: one["version"]
        for one in told["components"]
        if one.get("purl", "").startswith("pkg:pypi/")
    }
    locked = requirements((TOP / "locks" / "serving.txt").read_text()).keys()
    assert packages.keys() == locked - {"colorama"}  # which is for Windows alone
    names = {one["name"] for one in told["components"]}
    assert {"smartcat", "python", "tini", "tesseract-ocr-eng", "tesseract-ocr-deu"} <= names
