"""Look at objects in buckets."""

from typing import Any

from smartcat.aws import is_missing
from smartcat.doctor.findings import Ask
from smartcat.errors import ConfigurationError
from smartcat.locations import S3Location


def head(ask: Ask, place: S3Location) -> dict[str, Any] | None:
    """What S3 tells of an object; absent if there is none."""
    try:
        return ask("s3", "head_object", Bucket=place.bucket, Key=place.key)
    except ConfigurationError as error:
        if hasattr(error.__cause__, "response") and is_missing(error.__cause__):
            return None
        raise
