"""Why a document begins at a page, in words: what spoke for it in the linear half of the model."""

from collections.abc import Callable, Mapping

_MOST = 3
_LEAST_ADDED = 0.15
"""What added less to the log-odds is not worth a word."""

_ALWAYS: Callable[[float], bool] = lambda _value: True  # noqa: E731 - one of many conditions
_IS_SET: Callable[[float], bool] = bool
_IS_UNSET: Callable[[float], bool] = lambda value: not value  # noqa: E731

_PHRASES: dict[str, tuple[Callable[[float], bool], str]] = {
    "begins": (lambda value: value > 0, "it reads like a first page"),
    "ends_before": (lambda value: value > 0, "the page before reads like a last page"),
    "number_is_one": (_IS_SET, "it says that it is page 1"),
    "was_last_of_total": (_IS_SET, "the page before says that it is the last"),
    "number_breaks": (_IS_SET, "the printed page numbers do not run on"),
    "bare_number_is_one": (_IS_SET, "it bears the number 1"),
    "opens": (_IS_SET, "it has a salutation or a subject line"),
    "closed_before": (_IS_SET, "the page before has a closing"),
    "new_date": (_IS_SET, "another date stands at its head"),
    "ended_open": (_IS_UNSET, "the page before ends with a whole sentence"),
    "likeness": (lambda value: value < 0.1, "it has little wording of the page before"),
    "head_likeness": (lambda value: value < 0.2, "its head differs from that of the page before"),
    "foot_likeness": (lambda value: value < 0.2, "its foot differs from that of the page before"),
    "rare_words_kept": (lambda value: value < 1, "it shares no rare words with the page before"),
    "rare_head_words_known": (lambda value: value < 1, "the names at its head are new"),
    "ink_likeness": (_ALWAYS, "it is laid out differently"),
    "same_size": (_IS_UNSET, "its paper is of another size"),
    "left_change": (lambda value: value > 0.3, "its margin is another"),
    "stroke_width_change": (lambda value: value > 0.01, "its print is of another weight"),
    "class_kept": (lambda value: value < 0.5, "it is of another class"),
    "serial_likeness": (lambda value: value < 0.5, "its serial number is of another series"),
}


def reasons_for(values: Mapping[str, float], added: Mapping[str, float]) -> tuple[str, ...]:
    """Name what spoke most for a boundary.

    Args:
        values: The features of the pair of pages.
        added: What each added to the log-odds of a boundary.
    """
    spoke = [
        (added[name], phrase)
        for name, (holds, phrase) in _PHRASES.items()
        if added.get(name, 0.0) >= _LEAST_ADDED and holds(values[name])
    ]
    spoke.sort(reverse=True)
    return tuple(phrase for _, phrase in spoke[:_MOST])
