from pathlib import Path

import pytest
from comparison.accuracy import Difference, Share, difference, right_documents, right_pages
from comparison.answers import Answer, pooled
from comparison.halves import Scan
from comparison.race import Outcome

SCANS = [Scan(Path("1.pdf"), "bill", 2, "a", 0), Scan(Path("2.pdf"), "letter", 1, "b", 0)]


def outcome(**answers: Answer) -> Outcome:
    named = {f"{name[1:]}.pdf": answer for name, answer in answers.items()}
    return Outcome("somebody", False, [], named)


def test_the_interval_of_a_share_is_that_of_wilson() -> None:
    assert Share(8, 10).interval == pytest.approx((0.490, 0.943), abs=0.001)
    low, high = Share(10, 10).interval
    assert (low, high) == pytest.approx((0.722, 1.0), abs=0.001)


def test_a_difference_counts_what_only_one_got_right() -> None:
    found = difference([True, True, False, True], [False, True, True, False])
    assert found == Difference(gained=2, lost=1, of=4)
    assert found.value == pytest.approx(0.25)


def test_a_difference_that_nothing_speaks_for_has_zero_in_its_interval() -> None:
    low, high = Difference(gained=3, lost=3, of=50).interval
    assert low < 0 < high


def test_labels_are_held_against_those_of_the_folders() -> None:
    found = outcome(_1=Answer("bill", ("bill", None)), _2=Answer("bill", ("letter",)))
    assert right_documents(found, SCANS) == [True, False]
    assert right_pages(found, SCANS) == [True, False, True]


def test_who_labels_no_pages_has_no_accuracy_of_pages() -> None:
    found = outcome(_1=Answer("bill", None), _2=Answer("bill", None))
    assert right_pages(found, SCANS) is None


def test_a_document_that_got_no_answer_does_not_vanish() -> None:
    with pytest.raises(KeyError):
        right_documents(outcome(_1=Answer("bill", None)), SCANS)


def test_a_page_that_got_no_answer_does_not_vanish() -> None:
    found = outcome(_1=Answer("bill", ("bill",)), _2=Answer("letter", ("letter",)))
    with pytest.raises(ValueError, match="1 pages"):
        right_pages(found, SCANS)


def test_the_pages_of_a_document_are_pooled() -> None:
    assert pooled([{"bill": -1.0, "letter": -1.1}, {"bill": -3.0, "letter": -0.1}]) == "letter"
