from collections.abc import Callable

import numpy as np
import pytest

from smartcat.bundle import ModelBundle
from smartcat.classify import Classifier
from smartcat.features import FeatureSchema
from smartcat.models import (
    GRID_COLUMNS,
    GRID_ROWS,
    Abstained,
    AbstentionReason,
    Classified,
    Page,
    PageLayout,
)

MakeBundle = Callable[..., ModelBundle]

INVOICE = "Invoice 12\nAmount due: 99.00, payable now"


def layout(*, is_blank: bool = False) -> PageLayout:
    grid = (40,) * (GRID_ROWS * GRID_COLUMNS)
    return PageLayout(ink_fraction=0.1, ink_grid=grid, is_blank=is_blank)


def test_a_clear_page_is_classified(make_bundle: MakeBundle) -> None:
    prediction = Classifier(make_bundle()).predict(Page(page_index=0, text=INVOICE))
    assert isinstance(prediction, Classified)
    assert prediction.label == "invoice"
    assert prediction.confidence == round(prediction.confidence, 4) > 0.7
    assert [item.label for item in prediction.top] == ["invoice", "letter"]
    assert set(prediction.evidence) <= {"Invoice", "Amount", "due", "payable", "now"}
    assert prediction.evidence


def test_an_unclear_page_is_left_to_a_person_with_the_best_guess(make_bundle: MakeBundle) -> None:
    bundle = make_bundle()
    assert bundle.metadata.classes
    strict = bundle.metadata.classes.threshold.model_copy(update={"value": 0.99})
    page = Page(page_index=0, text="9999 --- 8888")
    prediction = Classifier(make_bundle(threshold=strict)).predict(page)
    assert isinstance(prediction, Abstained)
    assert prediction.reason is AbstentionReason.BELOW_THRESHOLD
    assert prediction.best_guess == prediction.top[0]


def test_a_page_of_an_unknown_kind_is_in_no_class_however_probable_one_is(
    make_bundle: MakeBundle,
) -> None:
    bundle = make_bundle(least_margin=1.0)
    known = Classifier(bundle).predict(Page(page_index=0, text=INVOICE))
    assert isinstance(known, Classified)
    unknown = Classifier(bundle).predict(Page(page_index=0, text="Recipe: flour, sugar, butter"))
    assert isinstance(unknown, Abstained)
    assert unknown.reason is AbstentionReason.UNKNOWN_KIND
    assert unknown.best_guess == unknown.top[0]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(page_index=0, failure="no image"), AbstentionReason.UNREADABLE),
        (Page(page_index=0, layout=layout(is_blank=True)), AbstentionReason.BLANK),
        (Page(page_index=0, text=" \n"), AbstentionReason.NO_TEXT),
        (Page(page_index=0, layout=layout()), AbstentionReason.NO_TEXT),
    ],
)
def test_what_cannot_be_scored_has_no_guess(
    make_bundle: MakeBundle, page: Page, reason: AbstentionReason
) -> None:
    assert Classifier(make_bundle()).predict(page) == Abstained(reason=reason)


def test_a_page_without_text_is_scored_if_its_layout_counts(make_bundle: MakeBundle) -> None:
    classifier = Classifier(make_bundle(features=FeatureSchema(bucket_bits=10, layout=True)))
    assert classifier.predict(Page(page_index=0, layout=layout())).top
    assert not classifier.predict(Page(page_index=0)).top


def test_a_page_without_text_is_scored_if_such_were_learned(make_bundle: MakeBundle) -> None:
    assert Classifier(make_bundle(scores_pages_without_text=True)).predict(Page(page_index=0)).top


def test_probabilities_follow_the_labels(make_bundle: MakeBundle) -> None:
    classifier = Classifier(make_bundle())
    probabilities = classifier.probabilities(Page(page_index=0, text=INVOICE))
    assert classifier.labels[int(np.argmax(probabilities))] == "invoice"
    assert probabilities.sum() == pytest.approx(1)


def test_the_identity_is_that_of_the_bundle(make_bundle: MakeBundle) -> None:
    bundle = make_bundle()
    identity = Classifier(bundle).identity
    assert (identity.sha256, identity.name) == (bundle.digest, "small")
