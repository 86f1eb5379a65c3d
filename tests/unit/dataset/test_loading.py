from dataclasses import replace
from pathlib import Path

import pytest

from smartcat.dataset import DatasetRow, load_dataset
from smartcat.errors import DatasetError


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_folders_are_classes_and_files_are_documents(tmp_path: Path) -> None:
    touch(tmp_path / "letter/b.pdf", tmp_path / "letter/a.pdf", tmp_path / "bill/x/c.png")
    touch(tmp_path / "letter/.hidden", tmp_path / ".git/d", tmp_path / "README")
    rows = load_dataset(tmp_path)
    assert [(row.label, row.key, row.page_index) for row in rows] == [
        ("bill", "bill/x/c.png", None),
        ("letter", "letter/a.pdf", None),
        ("letter", "letter/b.pdf", None),
    ]


def write(tmp_path: Path, text: str) -> Path:
    touch(tmp_path / "a.pdf", tmp_path / "b.pdf")
    (tmp_path / "labels.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_table_gives_pages_documents_and_streams(tmp_path: Path) -> None:
    table = "\ufeffpath,page_number,label,document,stream,text,note\n"
    table += 'a.pdf,2,Rechnung,d1,s1,a.txt,"x, y"\nb.pdf,,,,,,\n'
    folder = write(tmp_path, table)
    rows = load_dataset(folder)
    assert rows == load_dataset(folder / "labels.csv")
    assert [replace(row, facts={}) for row in rows] == [
        DatasetRow(folder / "a.pdf", 1, "Rechnung", "d1", "s1", folder / "a.txt", "a.pdf"),
        DatasetRow(folder / "b.pdf", None, None, "b.pdf", "b.pdf", None, "b.pdf"),
    ]
    assert [row.facts["note"] for row in rows] == ["x, y", ""]


def test_pages_that_are_labelled_one_by_one_do_not_tell_their_documents(tmp_path: Path) -> None:
    rows = load_dataset(write(tmp_path, "path,page_number,label\na.pdf,1,x\na.pdf,2,y\nb.pdf,,z\n"))
    assert [row.tells_document for row in rows] == [False, False, True]
    rows = load_dataset(write(tmp_path, "path,page_number,document\na.pdf,1,d\na.pdf,2,e\n"))
    assert all(row.tells_document for row in rows)


@pytest.mark.parametrize(
    ("table", "streams"),
    [
        ("path,document\na.pdf,d\nb.pdf,d\n", ["labels.csv", "labels.csv"]),
        ("path,document\na.pdf,d\nb.pdf,e\n", ["a.pdf", "b.pdf"]),
        ("path,label\na.pdf,x\nb.pdf,x\n", ["a.pdf", "b.pdf"]),
        ("path,document,stream\na.pdf,d,\nb.pdf,d,\n", ["a.pdf", "b.pdf"]),
        ("path,document,stream\na.pdf,d,s\nb.pdf,d,s\n", ["s", "s"]),
    ],
    ids=["documents of several files", "of one file", "no documents", "streams empty", "streams"],
)
def test_without_streams_documents_of_several_files_make_the_table_one(
    tmp_path: Path, table: str, streams: list[str]
) -> None:
    assert [row.stream for row in load_dataset(write(tmp_path, table))] == streams


def test_cells_beyond_the_header_are_passed_over(tmp_path: Path) -> None:
    (row,) = load_dataset(write(tmp_path, "path,label,note\na.pdf,x,n,beyond,more\n"))
    assert row.facts == {"path": "a.pdf", "label": "x", "note": "n"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("file,label\na.pdf,x\n", "no column 'path'"),
        ("path,label\n", "no rows"),
        ("path,lable\na.pdf,x\n", "neither a column 'label' nor 'document'"),
        ("path,label\n,x\n", "line 2: the column 'path' is empty"),
        ("path,label\nnone.pdf,x\n", "line 2: the file that it names is not there"),
        ("path,label,page_number\na.pdf,x,0\n", "line 2: page_number is '0'"),
        ("path,label,page_number\na.pdf,x,two\n", "line 2: page_number is 'two'"),
        (
            "path,label,page_number\na.pdf,x,1\na.pdf,x,1\n",
            "row 2: of its file, page 1 is labelled twice",
        ),
        (
            "path,label,page_number\na.pdf,x,\na.pdf,x,1\n",
            "row 2: of its file, page 1 is labelled twice",
        ),
    ],
)
def test_a_malformed_table_names_the_line(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        load_dataset(write(tmp_path, table))


def test_no_dataset_says_what_one_is(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(DatasetError, match="a folder of files per class"):
            load_dataset(path)
