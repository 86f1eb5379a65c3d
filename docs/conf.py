"""How Sphinx makes the site: `make docs`.

Sources are taken from the top of the repository, so that links lead to the same files here and
where the repository is read, and all of them are checked.
"""

import re
from pathlib import Path
from typing import Any

_TOP = Path(__file__).resolve().parent.parent

project = "SmartCat"
author = "The SmartCat team"
release = re.findall(r'"(.+)"', (_TOP / "src/smartcat/__init__.py").read_text("utf-8"))[-1]

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["docs/**.md", "SECURITY.md", "CHANGELOG.md", "infra/terraform/README.md"]
exclude_patterns = [".*", "**/.*", "build", "dist"]

nitpicky = True
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
highlight_language = "none"
pygments_style = "friendly"
pygments_dark_style = "github-dark"

html_theme = "furo"
html_title = f"SmartCat {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["_top"]  # a page at the top that leads to the first one
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False

_MAY_BE_MISSING = ("review", "corrections", "what-to-label-next", "drift")


def _leave_out_missing(_app: Any, docname: str, source: list[str]) -> None:
    """Leave pages out of the navigation whose features this version does not have."""
    if docname == root_doc:
        for name in _MAY_BE_MISSING:
            if not (_TOP / f"docs/{name}.md").exists():
                source[0] = source[0].replace(f"\n{name}\n", "\n")


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _leave_out_missing)
