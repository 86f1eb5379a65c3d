from smartcat.segment.reasons import _PHRASES, reasons_for

SPEAKING = {"opens": 1.0, "number_is_one": 1.0, "likeness": 0.05, "new_date": 1.0}


def test_the_strongest_three_are_named_strongest_first() -> None:
    added = {"opens": 0.3, "number_is_one": 2.0, "likeness": 0.5, "new_date": 1.0}
    assert reasons_for(SPEAKING, added) == (
        "it says that it is page 1",
        "another date stands at its head",
        "it has little wording of the page before",
    )


def test_what_added_little_or_spoke_against_is_not_named() -> None:
    added = {"opens": 0.1, "number_is_one": -2.0, "likeness": 0.0}
    assert reasons_for(SPEAKING, added) == ()


def test_what_is_not_so_is_not_named_whatever_it_added() -> None:
    values = {"opens": 0.0, "number_is_one": 0.0, "likeness": 0.9, "new_date": 0.0}
    assert reasons_for(values, dict.fromkeys(values, 1.0)) == ()


def test_features_of_other_models_are_passed_over() -> None:
    assert reasons_for(SPEAKING, {"unheard_of": 3.0, "opens": 0.2}) == (
        "it has a salutation or a subject line",
    )


def test_every_reason_is_of_a_feature_that_exists(feature_names: tuple[str, ...]) -> None:
    assert set(_PHRASES) <= set(feature_names)
