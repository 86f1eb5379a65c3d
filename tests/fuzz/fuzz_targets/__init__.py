"""What is fuzzed: each module has a `run` that takes bytes and raises only what is a bug.

Nothing here needs a fuzzer: `test_corpus.py` runs all that was ever found.
"""

import importlib
from collections.abc import Callable
from typing import cast

TARGETS = ("reading", "sorting", "bundles", "messages", "places")


def target(name: str) -> Callable[[bytes], None]:
    """Load a target, and with it what it tries."""
    module = importlib.import_module(f"{__name__}.{name}")
    return cast("Callable[[bytes], None]", module.run)
