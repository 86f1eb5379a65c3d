"""The command line: parse, build what is needed, make one call, show the result or the error."""

from smartcat.cli.main import main

__all__ = ["main"]
