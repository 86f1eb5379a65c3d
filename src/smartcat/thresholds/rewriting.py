"""Write a threshold into a new bundle, with the evidence for it; the model stays as it is."""

from pathlib import Path

from smartcat.bundle import (
    BundleMetadata,
    Evidence,
    ModelBundle,
    Threshold,
    load_bundle,
    write_bundle,
)
from smartcat.thresholds.choosing import ThresholdChoice
from smartcat.thresholds.decisions import Subject


def write_with_threshold(bundle: ModelBundle, choice: ThresholdChoice, path: Path) -> ModelBundle:
    """Write a bundle that differs in one threshold.

    Raises:
        AccessDeniedError: It cannot be written there.
    """
    metadata = _metadata(bundle.metadata, choice)
    write_bundle(path, metadata, bundle.classes, bundle.boundaries)
    return load_bundle(path)


def _metadata(metadata: BundleMetadata, choice: ThresholdChoice) -> BundleMetadata:
    name = choice.curve.subject.value
    part = metadata.classes if choice.curve.subject is Subject.CLASSES else metadata.boundaries
    if part is None:
        raise ValueError(f"the bundle has no {name}")
    changed = part.model_copy(update={"threshold": _threshold(choice)})
    return metadata.model_copy(update={name: changed})


def _threshold(choice: ThresholdChoice) -> Threshold:
    point, curve = choice.point, choice.curve
    return Threshold(
        value=point.threshold,
        target_error=choice.target_error,
        target_met=True,
        accepted_error=point.risk or 0.0,
        coverage=point.coverage,
        pages=curve.decisions,
        evidence=Evidence(
            dataset_sha256=curve.dataset_sha256,
            documents=curve.documents,
            level=curve.level,
            interval=point.interval,
            is_guaranteed=choice.is_guaranteed,
            reason=choice.reason,
        ),
    )
