"""The dispatcher function: called with messages about documents that landed in a bucket."""

import os
from typing import Any

from smartcat.loading import loading

with loading():
    from smartcat.dispatch.assembly import make_dispatcher
    from smartcat.dispatch.settings import FunctionSettings
    from smartcat.logs import log_json

    _SETTINGS = FunctionSettings.of(os.environ)
    log_json(level=_SETTINGS.log_level, has_metrics=True)
    _DISPATCHER = make_dispatcher(_SETTINGS)
    """Made once: clients, the model and reading processes outlive a call."""


def handle(event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
    """Process documents, or hand them over; tell which messages must come again."""
    return _DISPATCHER.handle(event, lambda: context.get_remaining_time_in_millis() / 1000)
