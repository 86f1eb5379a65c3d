"""What runs the shards of a run: processes of this machine, or AWS Batch."""

from smartcat.backends.local import LocalBackend
from smartcat.backends.protocol import Backend

__all__ = ["Backend", "LocalBackend"]
