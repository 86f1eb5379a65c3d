import inspect
import re

import smartcat.errors as errors_module
from smartcat.errors import ExitCode, SmartCatError

ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors_module, inspect.isclass)
    if issubclass(kind, SmartCatError)
]
DRAWN = {
    name: int(code) for name, code in re.findall(r"(\w+Error)\s+(\d+)", errors_module.__doc__ or "")
}


def test_the_tree_at_the_top_of_the_file_is_the_real_one() -> None:
    assert {kind.__name__: int(kind.exit_code) for kind in ERRORS} == DRAWN


def test_codes_keep_out_of_what_batch_would_mistake_for_a_signal() -> None:
    assert not [code for code in ExitCode if 10 <= code <= 19]


def test_an_error_is_in_the_decade_of_its_parent() -> None:
    for kind in ERRORS:
        parent = kind.__mro__[1]
        if parent in ERRORS and parent is not SmartCatError:
            assert kind.exit_code // 10 == parent.exit_code // 10
