"""The reconciler function: called when jobs ended, and by the clock."""

import os
from typing import Any

from smartcat.loading import loading

with loading():
    from smartcat.dispatch.assembly import make_reconciler
    from smartcat.dispatch.settings import FunctionSettings
    from smartcat.logs import log_json

    _SETTINGS = FunctionSettings.of(os.environ)
    log_json(level=_SETTINGS.log_level, has_metrics=True)
    _RECONCILER = make_reconciler(_SETTINGS)


def handle(event: dict[str, Any], context: Any) -> None:
    """Take up what was lost."""
    _RECONCILER.handle(event, lambda: context.get_remaining_time_in_millis() / 1000)
