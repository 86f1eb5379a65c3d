from smartcat.drift import DriftMeasure, Subject, Tally, Verdict, compare

SHARES = {"letter": 50.0, "memo": 30.0, "form": 20.0}
MANY = 2000.0


def only(measures: tuple[DriftMeasure, ...]) -> DriftMeasure:
    return next(one for one in measures if one.subject is Subject.CLASSES)


def classes(now: dict[str, float], witnesses: float, before: float = MANY) -> DriftMeasure:
    then, later = Tally(SHARES, before), Tally(now, witnesses)
    return only(compare({Subject.CLASSES: then}, {Subject.CLASSES: later}))


def test_the_same_shares_are_as_before() -> None:
    told = classes(SHARES, 500)
    assert (told.verdict, told.psi, told.chance) == (Verdict.AS_BEFORE, 0.0, 1.0)


def test_other_shares_have_drifted_and_then_and_now_are_told() -> None:
    told = classes({"letter": 10, "memo": 10, "tax": 80}, 500)
    assert told.verdict is Verdict.DRIFTED
    assert {one.name: (one.before, one.now) for one in told.ranges} == {
        "letter": (0.5, 0.1),
        "memo": (0.3, 0.1),
        "form": (0.2, 0.0),
        "tax": (0.0, 0.8),
    }


def test_a_change_that_is_no_chance_but_small_is_no_drift() -> None:
    told = classes({"letter": 55, "memo": 27, "form": 18}, 1e6, before=1e6)
    assert told.chance is not None
    assert told.chance < 1e-6
    assert told.verdict is Verdict.AS_BEFORE


def test_from_few_pages_nothing_is_told_though_shares_differ() -> None:
    assert classes({"letter": 1, "memo": 0, "form": 2}, 3).verdict is Verdict.TOO_FEW


def test_a_hundred_pages_of_one_document_raise_no_alarm() -> None:
    # All of them say the same: they are one witness.
    assert classes({"letter": 0, "memo": 0, "form": 100}, 1).verdict is Verdict.TOO_FEW


def test_even_of_few_pages_a_complete_change_is_told() -> None:
    assert classes({"tax": 30}, 30).verdict is Verdict.DRIFTED


def test_what_is_not_known_says_where() -> None:
    tally = Tally(SHARES, MANY)
    measures = {
        one.subject: one
        for one in compare(
            {Subject.CLASSES: tally}, {Subject.CLASSES: tally, Subject.OUTCOMES: tally}
        )
    }
    assert measures[Subject.OUTCOMES].verdict is Verdict.NOT_KNOWN
    assert measures[Subject.OUTCOMES].unknown_side == "before"
    assert measures[Subject.NEW_WORDS].unknown_side == "now"
    assert set(measures) == set(Subject)


def test_the_more_subjects_the_less_surprising_is_each() -> None:
    # One in 150 alone is surprising at one in a hundred; among three it is not.
    then = Tally({"a": 500.0, "b": 500.0}, 1e7)
    later = Tally({"a": 29.0, "b": 71.0}, 41.0)
    alone = only(compare({Subject.CLASSES: then}, {Subject.CLASSES: later}))
    assert alone.chance is not None
    assert 0.01 / 3 < alone.chance < 0.01
    assert alone.verdict is Verdict.DRIFTED
    others = {Subject.OUTCOMES: then, Subject.UNKNOWN_KINDS: then}
    among = compare({Subject.CLASSES: then, **others}, {Subject.CLASSES: later, **others})
    assert only(among).verdict is not Verdict.DRIFTED
