"""What was stored stays readable: samples of all forms, as they are and as they were.

A schema that changed fails here until there are samples of it: nobody changes what others read
without noticing. docs/formats.md says what may change, and what that takes.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from generate import SCHEMAS
from samples import DIGESTS, form_digests, sample_folders, samples_of
from smartcat.bundle import ModelBundle, load_bundle
from smartcat.bundle.file import FORMAT_VERSION
from smartcat.bundle.tensor_file import TensorFile
from smartcat.errors import BundleIncompatibleError
from smartcat.features.page_features import FEATURE_SCHEMA

FOLDERS = sample_folders()
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.[0-9].json"))]
BUNDLES = [path for folder in FOLDERS for path in sorted(folder.glob("*.smartcat"))]
NEWEST = FOLDERS[-1]


def name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def contains(whole: Any, part: Any) -> bool:
    """Whether all that a value says is said by another, too."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            field in whole and contains(whole[field], value) for field, value in part.items()
        )
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(contains, whole, part))
    return bool(whole == part)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_sample_is_read_and_nothing_of_it_is_lost(path: Path) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(SCHEMAS[path.name.partition(".")[0]])
    value = adapter.validate_json(path.read_bytes())
    assert contains(json.loads(adapter.dump_json(value)), json.loads(path.read_text()))


def test_there_are_samples_of_all_forms_as_they_are() -> None:
    told, now = json.loads((NEWEST / DIGESTS).read_text()), form_digests()
    changed = sorted(name for name in told.keys() | now.keys() if told.get(name) != now.get(name))
    assert not changed, (
        f"the forms of {', '.join(changed)} are others than those of {NEWEST.name}. Read "
        "docs/formats.md: are old files still read, and does an old SmartCat do no harm with new "
        "ones? If not, raise the schema_version. Then run: python scripts/samples.py"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_newest_samples_have_all_fields(name: str) -> None:
    written = [json.loads(path.read_text()) for path in sorted(NEWEST.glob(f"{name}.[0-9].json"))]
    assert written == samples_of(SCHEMAS[name])


@pytest.mark.parametrize("path", BUNDLES, ids=name_of)
def test_a_bundle_is_loaded_or_refused_with_what_to_do(path: Path) -> None:
    file = TensorFile(path)
    features = json.loads(file.metadata["bundle"])["features"]["version"]
    if (int(file.metadata["format_version"]), features) == (FORMAT_VERSION, FEATURE_SCHEMA):
        assert load_bundle(path).labels == ("invoice", "letter")
    else:
        with pytest.raises(BundleIncompatibleError, match="train it anew"):
            load_bundle(path)


def test_there_is_a_bundle_as_bundles_are(
    make_bundle: Callable[..., ModelBundle], tmp_path: Path
) -> None:
    make_bundle()
    path = tmp_path / "small.smartcat"
    sample = NEWEST / path.name
    if not sample.exists() and "SMARTCAT_WRITE_SAMPLES" in os.environ:
        sample.write_bytes(path.read_bytes())
    there = sample.read_bytes() if sample.exists() else b""
    assert there == path.read_bytes(), (
        "bundles are written otherwise than the newest sample. If an old SmartCat cannot use new "
        "ones, or the reverse, raise FORMAT_VERSION. Then run: python scripts/samples.py, and this "
        "test with SMARTCAT_WRITE_SAMPLES=1"
    )
