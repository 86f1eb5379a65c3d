import json
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open

from smartcat.bundle.tensor_file import Array, TensorFile, TensorFileError, tensor_bytes

TENSORS: dict[str, Array] = {
    "b/half": np.arange(6, dtype=np.float16).reshape(3, 2),
    "a/single": np.array([1.5], dtype=np.float32),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.safetensors"


def forged(header: object, data: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def test_what_was_written_is_read(path: Path) -> None:
    path.write_bytes(tensor_bytes(TENSORS, {"kind": "test"}))
    file = TensorFile(path)
    assert file.metadata == {"kind": "test"}
    assert {name: tensor.tolist() for name, tensor in file.tensors.items()} == {
        name: tensor.tolist() for name, tensor in TENSORS.items()
    }


def test_the_safetensors_library_reads_it_too(path: Path) -> None:
    path.write_bytes(tensor_bytes(TENSORS, {"kind": "test"}))
    with safe_open(path, framework="numpy") as file:
        assert file.metadata() == {"kind": "test"}
        assert file.get_tensor("b/half").tolist() == TENSORS["b/half"].tolist()


def test_arrays_cannot_be_written_to(path: Path) -> None:
    path.write_bytes(tensor_bytes(TENSORS, {}))
    with pytest.raises(ValueError, match="read-only"):
        TensorFile(path).tensors["a/single"][0] = 2


ENTRY = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "too short"),
        (b"\xff" * 40, "impossible length"),
        (bytes(40), "impossible length"),
        (forged(b"{]"), "header"),
        (forged([]), "header"),
        (forged(b'{"__metadata__": {"a": 1}}'), "header"),
        (forged(b'{"a": NaN}'), "NaN"),
        (forged(b"[" * 100_000), "header"),
        (forged({"a": {**ENTRY, "dtype": "I9"}}, bytes(4)), "unknown type"),
        (forged({"a": {**ENTRY, "shape": [2]}}, bytes(4)), "impossible place"),
        (forged({"a": {**ENTRY, "shape": [-1]}}, bytes(4)), "header"),
        (forged({"a": {**ENTRY, "data_offsets": [4, 0]}}, bytes(4)), "impossible place"),
        (forged({"a": ENTRY}, bytes(3)), "do not fill"),
        (forged({"a": ENTRY}, bytes(5)), "do not fill"),
        (forged({"a": ENTRY, "b": ENTRY}, bytes(4)), "do not fill"),
    ],
)
def test_a_malformed_file_is_refused(path: Path, content: bytes, reason: str) -> None:
    path.write_bytes(content)
    with pytest.raises(TensorFileError, match=reason):
        TensorFile(path)
