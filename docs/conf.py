"""How Sphinx makes the site: `make docs`.

Sources are taken from the top of the repository, so that links lead to the same files here and
where the repository is read, and all of them are checked.
"""

import re
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent / "src/smartcat/__init__.py"

project = "SmartCat"
author = "The SmartCat team"
release = re.findall(r'^__version__ = "(.+)"', _PACKAGE.read_text("utf-8"), re.MULTILINE)[0]

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
