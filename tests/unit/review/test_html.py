import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcat.models import DocumentManifest
from smartcat.review.html import SCRIPTS, served_html, static_html
from smartcat.review.page_data import review_data

Manifest = Callable[..., DocumentManifest]
HOSTILE = ("</script><script>alert(1)</script>", "<!--<script>", "]]>", "$data", "\u2028", '"\\')
NAMES = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(HOSTILE)


class Elements(HTMLParser):
    """Takes a page apart as a browser does."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: dict[str, str] = {}
        self.tags: list[str] = []
        self.metas: dict[str, str] = {}
        self._open: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        if tag == "meta":
            name = told.get("http-equiv") or told.get("name") or "charset"
            self.metas[name] = told.get("content") or ""
        self._open = (told.get("id") or tag) if tag in {"script", "style"} else None

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts[self._open] = self.scripts.get(self._open, "") + data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, NAMES)
def test_nothing_from_a_document_ends_the_element_that_it_stands_in(
    manifest: Manifest, name: str, reason: str
) -> None:
    plain = Elements(static_html(review_data([manifest(1, key="a")], [], {}), [["!"]]))
    data = review_data([manifest(1, key=name)], [], {}, labels=[reason])
    page = Elements(static_html(data, [[f"!{reason}"]]))
    assert page.tags == plain.tags
    told = json.loads(page.scripts["data"])
    assert told["documents"][0]["key"] == name
    assert reason in told["labels"]
    assert json.loads(page.scripts["pictures"]) == [[f"!{reason}"]]


def test_the_policy_lets_its_own_script_and_style_run_and_nothing_else(manifest: Manifest) -> None:
    page = Elements(static_html(review_data([manifest(1)], [], {}), [["!"]]))
    policy = page.metas["Content-Security-Policy"]

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digest(page.scripts['script'])}'; "
        f"style-src 'sha256-{digest(page.scripts['style'])}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_served_page_may_also_ask_its_server(manifest: Manifest) -> None:
    page, policy = served_html(review_data([manifest(1)], [], {}), "Anna</script>", "secret")
    told = Elements(page)
    assert json.loads(told.scripts["served"]) == {"by": "Anna</script>", "token": "secret"}
    assert told.metas["Content-Security-Policy"] == policy
    assert "img-src 'self' data:; connect-src 'self';" in policy


def test_the_script_never_takes_text_for_html(manifest: Manifest) -> None:
    script = Elements(static_html(review_data([manifest(1)], [], {}), [["!"]])).scripts["script"]
    makes_html = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    assert not re.search(makes_html, script)
    assert len(SCRIPTS) == len(set(SCRIPTS))
