"""Links and pictures lead somewhere: those of the site, and of pages that are not on it."""

import posixpath
import re
from urllib.parse import urlsplit

import pytest

from documentation.pages import ROOT, Link, anchors, links, page_names

PAGES = page_names()
PICTURES = sorted((ROOT / "docs/pictures").glob("*.svg"))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    assert [link.target for link in links(page) if not leads_somewhere(link)] == []


def leads_somewhere(link: Link) -> bool:
    """Whether a link has a target here; of one elsewhere, whether it has the form of one."""
    target = urlsplit(link.target)
    if target.scheme:
        return (
            target.scheme == "https"
            and re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", target.netloc) is not None
        )
    folder = posixpath.dirname(link.page)
    place = posixpath.normpath(posixpath.join(folder, target.path)) if target.path else link.page
    if place.startswith("..") or not (ROOT / place).exists():
        return False
    return not target.fragment or (place.endswith(".md") and target.fragment in anchors(place))


@pytest.mark.parametrize("page", PAGES)
def test_pictures_say_what_they_show(page: str) -> None:
    silent = [link.target for link in links(page) if link.alt is not None and len(link.alt) < 10]
    assert silent == []


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_drawings_have_a_name_and_are_drawn_for_light_and_dark(path: object) -> None:
    drawing = path.read_text()  # type: ignore[attr-defined]
    assert 'role="img"' in drawing
    assert "aria-label" in drawing
    assert "prefers-color-scheme: dark" in drawing


@pytest.mark.parametrize(
    "target",
    ["missing.md", "../SECURITY.md#nothing", "#nothing", "../../outside.md", "http://example.org/"],
)
def test_a_link_that_leads_nowhere_is_seen(target: str) -> None:
    assert not leads_somewhere(Link("docs/index.md", target))


def test_headings_are_spelled_as_they_are_where_the_repository_is_read() -> None:
    assert {"report-a-weakness", "what-stays-and-what-you-must-do"} <= anchors("SECURITY.md")
