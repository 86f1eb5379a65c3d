"""The command `smartcat-batch`: many documents, submitted, followed, collected."""

from smartcat.cli.batch.main import main

__all__ = ["main"]
