"""The page as one HTML file: script and style within, named in its policy by their digests."""

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from importlib import resources
from string import Template

from smartcat.review.page_data import ReviewData

SCRIPTS = (
    "segments.js",
    "queue.js",
    "corrections.js",
    "session.js",
    "keeping.js",
    "elements.js",
    "pictures.js",
    "list.js",
    "pages.js",
    "desk.js",
    "choosing.js",
    "dialogs.js",
    "saving.js",
    "actions.js",
    "keys.js",
    "main.js",
)
"""In the order in which they are loaded; the first three are logic alone and know no page."""

Pictures = Sequence[Sequence[str]]
"""Of each document, of each of its pages: a WebP file in base64, or ``!`` and why there is none."""

NO_PICTURE = "!"


def static_html(data: ReviewData, pictures: Pictures) -> str:
    """Lay out the page that stands for itself, with all pictures."""
    return _page(data, pictures, served="null", reaching="img-src data:")


def served_html(data: ReviewData, by: str | None, token: str) -> tuple[str, str]:
    """Lay out the page that asks its server for pictures and hands corrections to it.

    Args:
        data: What it shows.
        by: Who corrects, if that was said.
        token: What shows the server that it is this page that asks.

    Returns:
        The page, and its policy for the header of the answer, too.
    """
    served = _json({"by": by, "token": token})
    reaching = "img-src 'self' data:; connect-src 'self'"
    return _page(data, (), served, reaching), policy(reaching)


def policy(reaching: str) -> str:
    """Say what the page may do: nothing but to run its own script and style.

    Args:
        reaching: What it may load besides, as directives.
    """
    own = f"script-src {_source(_script())}; style-src {_source(_asset('review.css'))}"
    return f"default-src 'none'; {own}; {reaching}; base-uri 'none'; form-action 'none'"


def _page(data: ReviewData, pictures: Pictures, served: str, reaching: str) -> str:
    return Template(_asset("review.html")).substitute(
        policy=policy(reaching),
        style=_asset("review.css"),
        script=_script(),
        data=_safe(data.model_dump_json(exclude_defaults=True)),
        served=served,
        pictures=_json(pictures),
    )


def _script() -> str:
    parts = "\n".join(_asset(name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


def _source(text: str) -> str:
    """Name a script or a style by its content (Content Security Policy Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(value: Iterable[object]) -> str:
    return _safe(json.dumps(value, separators=(",", ":")))


def _safe(text: str) -> str:
    """Write JSON so that nothing in it ends the element that it stands in."""
    return text.replace("<", "\\u003c")


def _asset(name: str) -> str:
    return resources.files("smartcat.review").joinpath("assets", name).read_text(encoding="utf-8")
