"""Regular expressions of users: compiled so that none of them can take long."""

from typing import Any


def compiled(expression: str) -> Any:
    """Compile with RE2, whose time and memory are bounded whatever the expression.

    Raises:
        ValueError: It is not a regular expression, with the reason.
    """
    import re2

    options = re2.Options()
    options.log_errors = False  # it would write to stderr
    try:
        return re2.compile(expression, options)
    except re2.error as error:
        reason = error.args[0].decode(errors="replace")
    except UnicodeEncodeError:
        reason = "it is not valid Unicode"
    raise ValueError(f"{expression!r} is not a regular expression: {reason}")
