import hashlib
import zipfile
from pathlib import Path

import pytest

from lambda_zip.building import language_data
from lambda_zip.bytecode import PYTHON_VARIABLE, find_python
from lambda_zip.contents import PackageError, load_contents
from lambda_zip.sizes import Size, Weighed, check, table
from lambda_zip.wheels import Target, files_of


def test_a_language_pack_of_another_content_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    (tmp_path / "deu.traineddata").write_bytes(b"pack")
    digest = hashlib.sha256(b"pack").hexdigest()
    assert language_data({"deu": digest}) == {"tessdata/deu.traineddata": b"pack"}
    with pytest.raises(PackageError, match=r"not the language pack that contents\.toml names"):
        language_data({"deu": "00"})
    with pytest.raises(PackageError, match="apt-get install tesseract-ocr-eng"):
        language_data({"eng": digest})


def test_another_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PYTHON_VARIABLE, "/bin/false")
    with pytest.raises(PackageError, match=r"takes Python 3\.13.* SMARTCAT_PACKAGE_PYTHON"):
        find_python("3.13")


def test_wheels_may_ask_for_the_system_of_the_runtime_at_most() -> None:
    options = Target("aarch64", "3.13", 34).options()
    assert {"manylinux_2_34_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"} <= {
        *options
    }
    assert "manylinux_2_35_aarch64" not in options
    assert "cp313" in options


def test_a_wheel_gives_what_is_found_by_import(tmp_path: Path) -> None:
    wheel = tmp_path / "one-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in (
            "one/__init__.py",
            "one-1.data/purelib/two.py",
            "one-1.data/scripts/run",
            "x/",
        ):
            archive.writestr(name, name)
    assert [path for path, _ in files_of(wheel)] == ["one/__init__.py", "two.py"]


def test_too_large_is_refused_with_figures() -> None:
    contents = load_contents()
    check("arm64", Size(160_000_000, 52_000_000), contents)
    with pytest.raises(PackageError, match=r"arm64 has 160\.1 MB .* allowed are 160 MB and 52 MB"):
        check("arm64", Size(160_100_000, 1), contents)
    with pytest.raises(PackageError, match=r"52\.1 MB zipped"):
        check("arm64", Size(1, 52_100_000), contents)


def test_sizes_are_shown_side_by_side() -> None:
    sizes = {"numpy": Size(40_000_000, 12_000_000)}
    one = Weighed(sizes, Size(132_000_000, 51_800_000), Size(328_000_000, 100_000_000))
    assert table({"x86_64": one, "arm64": one}).splitlines()[2:] == [
        "numpy                               40.0    12.0        40.0    12.0",
        "all, as the zip is                 132.0    51.8       132.0    51.8",
        "the 2018 way, as installed         328.0   100.0       328.0   100.0",
    ]
