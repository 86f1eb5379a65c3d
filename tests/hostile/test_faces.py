"""Hostile files cost themselves alone, whichever face meets them."""

import json
import re
from typing import Any

import pytest

from hostile.entries import Entry
from hostile.faces import GOOD, Inbox, Outcome, make_inbox, run
from hostile.file import HostileFile
from hostile.renderers import PAGE_COUNT, SLOW_PAGE
from smartcat.errors import ExitCode


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Inbox:
    return make_inbox(tmp_path_factory.mktemp("inbox"))


@pytest.fixture(scope="module")
def classified(inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    results, temporary = map(tmp_path_factory.mktemp, ("classified", "temporary"))
    command = ["smartcat", "classify", str(inbox.folder), "--format", "csv", "--out", str(results)]
    return run(command, results, temporary)


@pytest.fixture(scope="module")
def submitted(inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    results, temporary = map(tmp_path_factory.mktemp, ("submitted", "temporary"))
    command = ["smartcat-batch", "submit", str(inbox.folder), "--results", str(results)]
    return run(command, results, temporary)


@pytest.fixture(scope="module")
def reviewed(classified: Outcome, tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, str]:
    folder, temporary = map(tmp_path_factory.mktemp, ("reviewed", "temporary"))
    manifests = []
    for number, manifest in enumerate(classified.manifests.values()):
        manifests.append(str(folder / f"{number}.json"))
        (folder / f"{number}.json").write_text(json.dumps(manifest))
    page = folder / "review.html"
    outcome = run(["smartcat", "review", *manifests, "--out", str(page)], folder, temporary)
    return outcome, page.read_text()


@pytest.fixture(params=["classified", "submitted"])
def outcome(request: pytest.FixtureRequest) -> Outcome:
    outcome: Outcome = request.getfixturevalue(request.param)
    return outcome


def test_each_file_has_a_manifest_that_says_what_became_of_it(
    inbox: Inbox, outcome: Outcome
) -> None:
    wrong = {
        file.name: wrong
        for file in inbox.files
        if (wrong := _against_the_law(file, outcome.manifests.get(file.name)))
    }
    assert wrong == {}


def _against_the_law(file: HostileFile, manifest: dict[str, Any] | None) -> str | None:
    if manifest is None:
        return "has no manifest"
    failure = manifest["failure"]
    code = failure["exit_code"] if failure else 0
    if code not in file.codes:
        return f"ended with {code}: {failure}"
    pages = {page["page_index"]: page["failure"] for page in manifest["pages"]}
    lost = {index: reason for index, reason in pages.items() if reason}
    if file.lost is not None and tuple(lost) != file.lost:
        return f"lost pages: {lost}"
    reasons = "; ".join([failure["message"]] if failure else lost.values())
    if "ended the reading process" in reasons or "crashed" in reasons:
        return f"has no clear reason: {reasons}"
    if file.reason is not None and file.reason not in reasons:
        return f"was said to be {reasons}"
    return None


def test_each_entry_has_a_manifest_whatever_it_is_called(inbox: Inbox, outcome: Outcome) -> None:
    told = {entry.key: _told(entry, outcome.manifests.get(entry.key)) for entry in inbox.entries}
    assert told == {entry.key: (entry.code, entry.reason) for entry in inbox.entries}


def _told(entry: Entry, manifest: dict[str, Any] | None) -> object:
    if manifest is None:
        return "has no manifest"
    failure = manifest["failure"] or {"exit_code": ExitCode.OK, "message": ""}
    is_said = entry.reason in failure["message"]
    return failure["exit_code"], entry.reason if is_said else failure["message"]


def test_nothing_else_has_a_manifest(inbox: Inbox, outcome: Outcome) -> None:
    expected = {GOOD, *(file.name for file in inbox.files), *(e.key for e in inbox.entries)}
    assert outcome.manifests.keys() == expected


def test_the_good_file_beside_them_is_classified(outcome: Outcome) -> None:
    manifest = outcome.manifests[GOOD]
    assert manifest["status"] == "done"
    assert manifest["pages"][0]["prediction"]["outcome"] == "classified"


def test_a_page_without_end_costs_itself_and_not_its_document(outcome: Outcome) -> None:
    manifest = outcome.manifests["busy-forms.pdf"]
    failures = [page["failure"] for page in manifest["pages"]]
    assert len(failures) == PAGE_COUNT
    assert "took more than" in failures[SLOW_PAGE]
    assert [failure for failure in failures if failure] == [failures[SLOW_PAGE]]
    others = [page for page in manifest["pages"] if page["page_index"] != SLOW_PAGE]
    assert all(page["prediction"].get("top") for page in others)


def test_the_command_says_that_some_failed(outcome: Outcome) -> None:
    assert outcome.code == ExitCode.SOME_DOCUMENTS_FAILED
    assert "Traceback" not in outcome.err


def test_nothing_is_left(outcome: Outcome) -> None:
    assert (outcome.left, outcome.alive) == ([], [])


def test_the_review_page_shows_what_can_be_drawn_and_why_the_rest_is_not(
    reviewed: tuple[Outcome, str], classified: Outcome
) -> None:
    outcome, page = reviewed
    assert (outcome.code, outcome.left, outcome.alive) == (ExitCode.OK, [], [])
    [data], [packed] = (
        re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', page)
        for name in ("data", "pictures")
    )
    documents = [one["key"] for one in json.loads(data)["documents"]]
    pictures = dict(zip(documents, json.loads(packed), strict=True))
    assert pictures.keys() == classified.manifests.keys()
    assert pictures[GOOD][0].startswith("UklG")  # a WebP file
    busy = pictures["busy-forms.pdf"]
    assert "took more than" in busy[SLOW_PAGE]
    assert [one[:4] for place, one in enumerate(busy) if place != SLOW_PAGE] == ["UklG"] * (
        PAGE_COUNT - 1
    )
    drawn = [one for pages in pictures.values() for one in pages]
    assert all(one.startswith(("UklG", "!")) and len(one) > 1 for one in drawn)
