"""Put a model in force if it is better than the one that is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from smartcat.bundle import ModelBundle, load_bundle, starter_bundle_path
from smartcat.compare import Comparison, compare
from smartcat.dataset import Dataset, dataset_digest
from smartcat.errors import DatasetError, ModelNotBetterError, UsageError
from smartcat.promotion.bundles import fetch_bundle, store_bundle
from smartcat.promotion.judging import objections
from smartcat.promotion.record import Promotion
from smartcat.promotion.records import append, promotions
from smartcat.store import ObjectStore


@dataclass(frozen=True)
class Candidate:
    """A model beside the one in force.

    Attributes:
        old_path: The bundle in force, on this machine.
        new_path: The new one.
        comparison: How they compare on the test set.
        objections: In what the new one is not good enough; empty if it may take over.
        number: Which record its promotion would be.
    """

    old_path: Path
    new_path: Path
    comparison: Comparison
    objections: tuple[str, ...]
    number: int


def try_candidate(
    store: ObjectStore, path: Path, test: Dataset, scratch: Path, *, is_new_test: bool = False
) -> Candidate:
    """Compare a model with the one in force; before anything was promoted that is the starter.

    Args:
        store: The results, where it is to be in force.
        path: Its bundle.
        test: Labelled pages that no model has learned from, always the same ones.
        scratch: Where the bundle in force is copied to.
        is_new_test: Whether the test set may be another than that of the last promotion.

    Raises:
        DatasetError: The test set is another one, or one of the models has learned from it.
        UsageError: The model is in force already.
        BundleError: One of the models is not to be had, or cannot be used.
    """
    records = promotions(store)
    if not is_new_test:
        _check_test(records, dataset_digest(test.pages))
    if records:
        old_path = fetch_bundle(store, records[-1].model, scratch)
        old = load_bundle(old_path, records[-1].model.sha256)
    else:
        old_path = starter_bundle_path()
        old = load_bundle(old_path)
    new = load_bundle(path)
    if old.digest == new.digest:
        raise UsageError(f"the model {new.name} is in force already; nothing changed")
    comparison = _without_names(compare(old, new, test), test)
    number = records[-1].number + 1 if records else 1
    against = objections(comparison, _target_error(new))
    return Candidate(old_path, path, comparison, against, number)


def promote(
    store: ObjectStore, candidate: Candidate, by: str, overruling: str | None = None
) -> Promotion:
    """Put a model in force that is better, or that a person wants all the same.

    Both bundles are stored before the record that names them, so that there is always one to use
    and one to go back to.

    Args:
        store: The results, where it is to be in force.
        candidate: The model, compared with the one in force.
        by: Who does it.
        overruling: Why it takes over although it is not better; absent: it does not.

    Raises:
        ModelNotBetterError: It is not better; nothing changed.
        BundleNotTrustedError: Under its digest, something else is stored.
        TransientError: Somebody else has changed meanwhile what is in force.
    """
    old, new = candidate.comparison.old, candidate.comparison.new
    if candidate.objections and overruling is None:
        raise ModelNotBetterError(
            f"the model {new.name} is not better than {old.name}, which stays in force: "
            f"{'; '.join(candidate.objections)}. Train on more, or say why it takes over all the "
            "same with --even-if-worse"
        )
    store_bundle(store, candidate.old_path, old.sha256)
    store_bundle(store, candidate.new_path, new.sha256)
    record = Promotion(
        number=candidate.number,
        kind="promotion",
        model=new,
        previous=old,
        by=by,
        at=datetime.now(UTC),
        test_sha256=candidate.comparison.dataset_sha256,
        comparison=candidate.comparison,
        objections=candidate.objections,
        reason=overruling if candidate.objections else None,
    )
    append(store, record)
    return record


def _check_test(records: list[Promotion], digest: str) -> None:
    """Refuse another test set: whoever may choose one finds one that the new model does well on."""
    tests = [record.test_sha256 for record in records if record.test_sha256 is not None]
    if tests and tests[-1] != digest:
        raise DatasetError(
            f"the test set is not that of the last promotion: its digest is {digest}, not "
            f"{tests[-1]}, or its pages were read otherwise; take the same one, or say that it is "
            "meant to be another with --new-test-set"
        )


def _without_names(comparison: Comparison, test: Dataset) -> Comparison:
    """Leave out of a record what could not be read of the test set: that has names in it."""
    kept = tuple(one for one in comparison.warnings if one not in test.warnings)
    return comparison.model_copy(update={"warnings": kept})


def _target_error(model: ModelBundle) -> float:
    classes = model.metadata.classes
    return classes.threshold.target_error if classes else 0.0
