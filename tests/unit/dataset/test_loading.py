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
    expected = [
        DatasetRow(folder / "a.pdf", 1, "Rechnung", "d1", "s1", folder / "a.txt", "a.pdf"),
        DatasetRow(folder / "b.pdf", None, None, "b.pdf", "b.pdf", None, "b.pdf"),
    ]
    assert load_dataset(folder) == load_dataset(folder / "labels.csv") == expected


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("file,label\na.pdf,x\n", "no column 'path'"),
        ("path,label\n", "no rows"),
        ("path,lable\na.pdf,x\n", "neither a column 'label' nor 'document'"),
        ("path,label\n,x\n", "line 2: the column 'path' is empty"),
        ("path,label\nnone.pdf,x\n", r"line 2: there is no file .*none\.pdf"),
        ("path,label,page_number\na.pdf,x,0\n", "line 2: page_number is '0'"),
        ("path,label,page_number\na.pdf,x,two\n", "line 2: page_number is 'two'"),
        ("path,label,page_number\na.pdf,x,1\na.pdf,x,1\n", "a.pdf, page 1, is labelled twice"),
        ("path,label,page_number\na.pdf,x,\na.pdf,x,1\n", "a.pdf, page 1, is labelled twice"),
    ],
)
def test_a_malformed_table_names_the_line(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        load_dataset(write(tmp_path, table))


def test_no_dataset_says_what_one_is(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(DatasetError, match="a folder of files per class"):
            load_dataset(path)
