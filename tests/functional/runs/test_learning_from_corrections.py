"""The whole loop: sort, correct, learn, compare, promote, sort with the new model, go back."""

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from smartcat.bundle import load_bundle, starter_bundle_path
from smartcat.errors import BundleNotTrustedError
from smartcat.promotion import in_force
from smartcat.promotion.bundles import store_bundle
from smartcat.store import FolderStore, open_store
from smartcat.store.layout import model_key, promotion_key

Run = Callable[..., Any]
WORDS = {
    "letter": "dear madam thank you for your kind reply yours sincerely regards",
    "invoice": "invoice number amount due payable total net value added tax days",
    "contract": "agreement between the parties seller sells buyer buys hereby signed",
}


def write(folder: Path, label: str, numbers: range, *, named: bool = False) -> None:
    """Write texts of a class, no two alike."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        dice = random.Random(f"{label} {number}")
        text = " ".join([*dice.choices(WORDS[label].split(), k=14), f"reference {number}"])
        (folder / f"{f'{label}-' if named else ''}{number:03}.txt").write_text(text)


def dataset(root: Path, numbers: range, labels: tuple[str, ...] = tuple(WORDS)) -> Path:
    for label in labels:
        write(root / label, label, numbers)
    return root


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Texts of all classes; the first model does not know all of them."""
    folder = tmp_path / "inbox"
    for label in WORDS:
        write(folder, label, range(100, 108), named=True)
    return folder


@pytest.fixture
def training(tmp_path: Path) -> Path:
    return dataset(tmp_path / "training", range(12), ("letter", "invoice"))


@pytest.fixture
def held_out(tmp_path: Path) -> Path:
    return dataset(tmp_path / "held-out", range(200, 215))


class Places(NamedTuple):
    """Where things are."""

    inbox: Path
    training: Path
    held_out: Path
    results: Path
    folder: Path


@pytest.fixture
def places(inbox: Path, training: Path, held_out: Path, results: Path, tmp_path: Path) -> Places:
    return Places(inbox, training, held_out, results, tmp_path)


@pytest.fixture
def first(smartcat: Run, training: Path, tmp_path: Path) -> Path:
    """A model of two of the classes."""
    path = tmp_path / "first.smartcat"
    assert smartcat("train", training, "--out", path).code == 0
    return path


@pytest.fixture
def better(smartcat: Run, training: Path, tmp_path: Path) -> Path:
    """A model of all classes."""
    write(training / "contract", "contract", range(12))
    path = tmp_path / "better.smartcat"
    assert smartcat("train", training, "--out", path).code == 0
    return path


def corrections(results: Path) -> str:
    """What a person says of all results, who believes the names of the files."""
    lines = []
    for path in sorted(results.glob("documents/*/manifest.json")):
        manifest = json.loads(path.read_text())
        label = manifest["source"]["key"].partition("-")[0]
        lines.append(
            json.dumps(
                {
                    "document_id": manifest["document_id"],
                    "key": manifest["source"]["key"],
                    "source_sha256": manifest["source"]["sha256"],
                    "model_sha256": manifest["model"]["sha256"],
                    "by": "anna",
                    "at": "2026-11-27T10:00:00Z",
                    "segments": [{"pages": [0], "label": label, "is_checked": True}],
                }
            )
        )
    return "\n".join(lines)


def model_of_run(batch: Run, inbox: Path, results: Path) -> str:
    """Sort everything, and say which model did."""
    outcome = batch("submit", inbox, "--results", results)
    assert outcome.code == 0
    lines = batch("results", "last", "--results", results).out.splitlines()
    [digest] = {json.loads(line)["model"]["sha256"] for line in lines}
    assert digest == load_bundle(starter_bundle_path()).digest or digest in outcome.err
    return str(digest)


def test_corrections_become_results_and_a_better_model_that_takes_over(
    smartcat: Run, batch: Run, places: Places, first: Path
) -> None:
    inbox, training, held_out, results, folder = places
    promote = ("--results", results, "--test", held_out, "--by", "bert")
    starter = load_bundle(starter_bundle_path()).digest
    assert model_of_run(batch, inbox, results) == starter
    assert smartcat("model", "promote", first, *promote).code == 0
    assert model_of_run(batch, inbox, results) == load_bundle(first).digest

    said, collected = folder / "said.jsonl", folder / "collected.jsonl"
    said.write_text(corrections(results))
    assert smartcat("corrections", "apply", said, "--results", results).code == 0
    shown = ("--results", results, "--run", "last", "--out", collected)
    assert smartcat("corrections", "show", *shown).code == 0
    assert len(collected.read_text().splitlines()) == 24

    second = folder / "second.smartcat"
    learn = ("train", training, "--corrections", collected, "--documents", inbox, "--out", second)
    assert smartcat(*learn).code == 0
    assert set(load_bundle(second).labels) == set(WORDS)

    report = folder / "compare.html"
    compared = smartcat("compare", first, second, held_out, "--format", "json", "--report", report)
    assert "contract" in report.read_text()
    told = json.loads(compared.out)
    assert told["accuracy"]["interval"][0] > 0.1
    assert told["classes"]["contract"]["won"] == 15

    promoted = smartcat("model", "promote", second, *promote)
    assert promoted.code == 0
    assert f"In force: second ({load_bundle(second).digest})" in promoted.out
    assert model_of_run(batch, inbox, results) == load_bundle(second).digest
    rows = batch("results", "last", "--results", results, "--format", "csv").out
    assert rows.count(",contract,") == 8

    back = smartcat("model", "rollback", "--results", results, "--reason", "a trial")
    assert "In force: first" in back.out
    assert model_of_run(batch, inbox, results) == load_bundle(first).digest
    listed = smartcat("model", "list", "--results", results).out
    assert "first (in force)" in listed
    assert "a trial" in listed


def test_a_model_that_is_not_better_does_not_take_over_unless_a_person_says_why(
    smartcat: Run, better: Path, first: Path, places: Places
) -> None:
    store = FolderStore(places.results)
    promote = ("--results", places.results, "--test", places.held_out)
    assert smartcat("model", "promote", better, *promote).code == 0
    refused = smartcat("model", "promote", first, *promote)
    assert refused.code == 44
    assert "the model first is not better than better" in refused.err
    assert "its accuracy is" in refused.err
    assert "accuracy" in refused.out
    record = in_force(store)
    assert record
    assert (record.number, record.model.name) == (1, "better")
    assert store.head(model_key(load_bundle(first).digest)) is None
    forced = smartcat("model", "promote", first, *promote, "--even-if-worse", "no contracts come")
    assert forced.code == 0
    record = in_force(store)
    assert record
    assert (record.model.name, record.reason) == ("first", "no contracts come")
    assert any("its accuracy is" in one for one in record.objections)
    assert smartcat("model", "promote", first, *promote).code == 2


def test_the_test_set_stays_the_same_unless_a_person_says_so(
    smartcat: Run, first: Path, better: Path, places: Places
) -> None:
    place, held_out = ("--results", places.results), places.held_out
    assert smartcat("model", "promote", first, *place, "--test", held_out).code == 0
    other = dataset(places.folder / "other", range(300, 315))
    refused = smartcat("model", "promote", better, *place, "--test", other)
    assert (refused.code, "--new-test-set" in refused.err) == (36, True)
    told = json.loads(
        smartcat(
            *("model", "promote", better, *place, "--test", other),
            *("--new-test-set", "--format", "json"),
        ).out
    )
    assert told["number"] == 2
    assert smartcat("model", "promote", first, *place, "--test", held_out).code == 36


def test_what_is_missing_is_told_before_any_page_is_read(
    smartcat: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = ("--results", tmp_path / "results", "--test", tmp_path / "nothing")
    assert smartcat("model", "promote", tmp_path / "none.smartcat", *place).code == 41

    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", nobody)
    for command in (("promote", starter_bundle_path(), *place), ("rollback", *place[:2])):
        refused = smartcat("model", *command)
        assert (refused.code, "say who does it with --by" in refused.err) == (2, True)


def test_a_bundle_that_changed_since_it_was_compared_is_not_stored(
    first: Path, tmp_path: Path
) -> None:
    store, digest = FolderStore(tmp_path / "results"), load_bundle(first).digest
    first.write_bytes(first.read_bytes() + b"more")
    with pytest.raises(BundleNotTrustedError):
        store_bundle(store, first, digest)
    assert store.head(model_key(digest)) is None


def test_a_rollback_restores_what_was_in_force_to_the_byte(
    smartcat: Run, first: Path, better: Path, places: Places
) -> None:
    place, held_out, store = (
        ("--results", places.results),
        places.held_out,
        FolderStore(places.results),
    )
    nothing = smartcat("model", "rollback", *place)
    assert (nothing.code, "none to go back to" in nothing.err) == (2, True)
    assert "the starter decides" in smartcat("model", "list", *place).out
    for model in (first, better):
        assert smartcat("model", "promote", model, *place, "--test", held_out).code == 0

    def now() -> bytes:
        record = in_force(store)
        assert record
        return store.get(model_key(record.model.sha256))

    assert now() == better.read_bytes()
    assert smartcat("model", "rollback", *place).code == 0
    assert now() == first.read_bytes()
    assert smartcat("model", "rollback", *place).code == 0  # and not back to the last one
    assert now() == starter_bundle_path().read_bytes()
    assert smartcat("model", "rollback", *place).code == 2
    digest = load_bundle(better).digest
    assert smartcat("model", "rollback", digest[:12], *place).code == 0
    assert now() == better.read_bytes()
    assert smartcat("model", "rollback", "0" * 12, *place).code == 41
    told = [
        json.loads(line)
        for line in smartcat("model", "list", *place, "--format", "json").out.splitlines()
    ]
    assert [one["kind"] for one in told] == ["promotion"] * 2 + ["rollback"] * 3
    assert [one["number"] for one in told] == [1, 2, 3, 4, 5]


def test_of_two_who_promote_at_once_one_is_told(
    smartcat: Run, places: Places, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(places.results)
    put_if_absent = FolderStore.put_if_absent

    def late(self: FolderStore, key: str, data: bytes) -> bool:
        if key == promotion_key(1):
            put_if_absent(self, key, data.replace(b'"by": "', b'"by": "other '))
        return put_if_absent(self, key, data)

    monkeypatch.setattr(FolderStore, "put_if_absent", late)
    promote = ("model", "promote", first, "--results", places.results, "--test", places.held_out)
    outcome = smartcat(*promote)
    assert (outcome.code, "somebody else" in outcome.err) == (70, True)
    record = in_force(store)
    assert record
    assert record.by.startswith("other ")


def test_submit_takes_no_bytes_but_those_of_the_record(
    smartcat: Run, batch: Run, places: Places, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, _, held_out, results, _ = places
    store = FolderStore(results)
    assert smartcat("model", "promote", first, "--results", results, "--test", held_out).code == 0
    digest = hashlib.sha256(first.read_bytes()).hexdigest()
    submit = ("submit", inbox, "--results", results, "--dry-run")
    assert batch(*submit, "--model-sha256", digest).code == 0
    assert batch(*submit, "--model-sha256", "0" * 64).code == 43
    monkeypatch.setenv("SMARTCAT_MODEL_SHA256", "0" * 64)
    assert batch(*submit).code == 43
    monkeypatch.delenv("SMARTCAT_MODEL_SHA256")
    named = batch(*submit, "--model", first)
    assert (named.code, "Model in force" in named.err) == (0, False)
    store.put(model_key(digest), starter_bundle_path().read_bytes())

    def look(_text: bytes) -> None:
        pytest.fail("a bundle was looked into that nobody has vouched for")

    monkeypatch.setattr("smartcat.bundle.tensor_file._parse_header", look)
    refused = batch(*submit)
    assert (refused.code, "nothing in it was used" in refused.err) == (43, True)
    store.delete(model_key(digest))
    assert batch(*submit).code == 41
    store.put(promotion_key(2), b"{")
    assert batch(*submit).code == 54


def test_in_a_bucket_it_is_said_what_to_set_for_functions(
    smartcat: Run, first: Path, better: Path, held_out: Path, bucket: str
) -> None:
    place = f"s3://{bucket}/2026"
    promote = ("--results", place, "--test", held_out)
    digest = load_bundle(first).digest
    promoted = smartcat("model", "promote", first, *promote)
    assert promoted.code == 0
    assert f'model        = "{place}/{model_key(digest)}"' in promoted.out
    assert f'model_sha256 = "{digest}"' in promoted.out
    assert smartcat("model", "promote", better, *promote).code == 0
    assert smartcat("model", "rollback", "--results", place).code == 0
    record = in_force(open_store(place))
    assert record
    assert (record.number, record.model.sha256) == (3, digest)
