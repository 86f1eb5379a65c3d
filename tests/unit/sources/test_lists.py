import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smartcat.errors import UsageError
from smartcat.models import SourceDocument
from smartcat.sources import find_sources

WriteList = Callable[[str, str | bytes], str]


@pytest.fixture
def write_list(tmp_path: Path) -> WriteList:
    (tmp_path / "in" / "sub").mkdir(parents=True)

    def write(name: str, text: str | bytes) -> str:
        path = tmp_path / "in" / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def listed(name: str) -> list[SourceDocument]:
    return list(find_sources([name]))


def test_a_table_names_documents_relative_to_itself(write_list: WriteList, tmp_path: Path) -> None:
    (tmp_path / "in/sub/a.pdf").write_text("four")
    (tmp_path / "out.pdf").write_text("")
    absolute = (tmp_path / "out.pdf").as_posix()
    rows = f"sub/a.pdf,letter\n../out.pdf,\n{absolute},x\nin/../sub/./a.pdf\nnone.pdf,\n"
    documents = listed(write_list("list.csv", f"\ufeffpath,label\n{rows}"))
    assert [document.key for document in documents] == [
        "sub/a.pdf",
        absolute[1:],
        absolute[1:],
        "sub/a.pdf",
        "none.pdf",
    ]
    assert documents[0].path == tmp_path / "in/sub/a.pdf"
    assert [document.size_bytes for document in documents] == [4, 0, 0, None, None]


def test_lines_of_json_name_paths_or_uris(write_list: WriteList, tmp_path: Path) -> None:
    strange = "s3://scans/a b+\u00fc?#\n.pdf"
    records = [{"path": "a.pdf"}, {"uri": strange}, {"uri": (tmp_path / "b c.pdf").as_uri()}]
    lines = "\n".join(json.dumps(record) for record in records)
    first, second, third = listed(write_list("list.jsonl", f"{lines}\n\n"))
    assert first.path == tmp_path / "in/a.pdf"
    assert second == SourceDocument(key=strange[len("s3://scans/") :], location=strange)
    assert third.path == tmp_path / "b c.pdf"


def test_names_with_quotes_newlines_and_foreign_bytes_are_kept(
    write_list: WriteList, tmp_path: Path
) -> None:
    name = b'path\n"a ""b""\n,c.pdf"\nM\xfcller.pdf\n u\xcc\x88.pdf \n'
    first, second, third = listed(write_list("LIST.CSV", name))
    assert first.path == tmp_path / 'in/a "b"\n,c.pdf'
    assert second.path == tmp_path / "in/M\udcfcller.pdf"
    assert second.key == "M\\udcfcller.pdf"
    assert third.path == tmp_path / "in/ u\u0308.pdf "


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("table.csv", "name,amount\na,1\n"),
        ("empty.csv", ""),
        ("list.txt", "path\na.pdf\n"),
        ("other.jsonl", '{"name": "path"}\n'),
        ("array.jsonl", '["path"]\n'),
        ("nested.jsonl", "[" * 50_000),
        ("binary.jsonl", b"\xff\xfe\0\0"),
    ],
)
def test_what_names_no_documents_is_a_document(
    write_list: WriteList, name: str, text: str | bytes
) -> None:
    [document] = listed(write_list(name, text))
    assert document.key == name


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", "label,path\nx,a.pdf\ny,\n", "line 3: it names no document"),
        ("a.csv", "label,path\nx\n", "line 2: it names no document"),
        ("a.csv", f"path\n{'x' * 200_000}\n", "line 2: it is no CSV"),
        ("a.csv", "path\ns3://scans/in/\n", "line 2: what it names cannot be opened"),
        ("a.csv", b"path\ns3://scans/\xff\n", "line 2: .*in UTF-8"),
        ("a.csv", "path\nhttps://example.org/a.pdf\n", "line 2: .*name a path"),
        ("a.jsonl", '{"path": "a"}\n{"path": 1}\n', "line 2: it names no document"),
        ("a.jsonl", '{"path": "a"}\n[]\n', "line 2: it names no document"),
        ("a.jsonl", '{"path": "a"}\n\n{"path"\n', "line 3: it is no JSON"),
        ("a.jsonl", '{"path": "a\\u0000b"}\n', "line 1: .*name a path"),
    ],
)
def test_a_malformed_line_is_told_by_its_number(
    write_list: WriteList, name: str, text: str | bytes, why: str
) -> None:
    with pytest.raises(UsageError, match=rf"{name}, {why}.*; correct the line"):
        listed(write_list(name, text))


def test_a_list_in_a_folder_is_a_document_like_others(
    write_list: WriteList, tmp_path: Path
) -> None:
    write_list("list.csv", "path\na.pdf\n")
    assert [document.key for document in listed(str(tmp_path / "in"))] == ["list.csv"]
