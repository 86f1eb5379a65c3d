"""Put a model in force again that was so before."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from smartcat.bundle import load_bundle
from smartcat.errors import BundleNotFoundError, UsageError
from smartcat.models import ModelIdentity
from smartcat.promotion.bundles import fetch_bundle
from smartcat.promotion.record import Promotion
from smartcat.promotion.records import append, promotions
from smartcat.store import ObjectStore


def roll_back(
    store: ObjectStore, by: str, digest: str | None = None, reason: str | None = None
) -> Promotion:
    """Put a model in force again; what is in force now may be put so again, likewise.

    Args:
        store: The results.
        by: Who does it.
        digest: SHA-256 of the model, or how that begins; absent for the one before.
        reason: Why, if the person says so.

    Raises:
        UsageError: It is in force already, or there is none before.
        BundleNotFoundError: No such model was ever in force, or its bundle is gone.
        BundleNotTrustedError: Under its digest, something else is stored.
        BundleIncompatibleError: It is of another version of SmartCat.
        TransientError: Somebody else has changed meanwhile what is in force.
    """
    records = promotions(store)
    if not records:
        raise UsageError(
            f"no model was put in force in {store.uri}, so there is none to go back to"
        )
    model = _before(records) if digest is None else _named(records, digest)
    if model.sha256 == records[-1].model.sha256:
        raise UsageError(f"the model {model.name} is in force already; nothing changed")
    with tempfile.TemporaryDirectory(prefix="smartcat-") as scratch:
        load_bundle(fetch_bundle(store, model, Path(scratch)), model.sha256)
    record = Promotion(
        number=records[-1].number + 1,
        kind="rollback",
        model=model,
        previous=records[-1].model,
        by=by,
        at=datetime.now(UTC),
        reason=reason,
    )
    append(store, record)
    return record


def _before(records: Sequence[Promotion]) -> ModelIdentity:
    """The model before the one in force; what was rolled back is passed over."""
    stack = [records[0].previous]
    for record in records:
        if record.kind == "rollback" and record.model in stack:
            del stack[_last(stack, record.model) + 1 :]
        else:
            stack.append(record.model)
    if len(stack) == 1:
        raise UsageError(
            f"there is no model before {stack[0].name}; name one by its digest: smartcat model list"
        )
    return stack[-2]


def _last(stack: Sequence[ModelIdentity], model: ModelIdentity) -> int:
    return max(place for place, one in enumerate(stack) if one == model)


def _named(records: Sequence[Promotion], digest: str) -> ModelIdentity:
    known = {one.previous.sha256: one.previous for one in records}
    known |= {one.model.sha256: one.model for one in records}
    found = [model for sha256, model in known.items() if sha256.startswith(digest.lower())]
    if len(found) != 1:
        told = "several models whose digests begin" if found else "no model whose digest begins"
        raise BundleNotFoundError(
            f"there were {told} with {digest!r} in force; name one of smartcat model list"
        )
    return found[0]
