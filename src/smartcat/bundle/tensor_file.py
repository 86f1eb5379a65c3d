"""Files of named arrays in the safetensors format, checked before anything is made from them.

The format: https://github.com/huggingface/safetensors#format. Eight bytes give the length of a
JSON header; it names the arrays with type, shape and place, and holds text under
``__metadata__``. Reading it takes a page of code and spares the import of a library.
"""

import hashlib
import json
import mmap
import os
from collections.abc import Mapping
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Annotated, NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

Array = NDArray[np.floating] | NDArray[np.uint32]

_DTYPES: dict[str, np.dtype[np.floating] | np.dtype[np.uint32]] = {
    "F16": np.dtype("<f2"),
    "F32": np.dtype("<f4"),
    "U32": np.dtype("<u4"),
}
_LENGTH_BYTES = 8
_LARGEST_HEADER_BYTES = 4 << 20
_ALIGNMENT = 8
_METADATA = "__metadata__"

_Size = Annotated[int, Field(ge=0, lt=1 << 48, strict=True)]


class TensorFileError(ValueError):
    """The bytes do not make a file of arrays; the message says why."""


class AnotherFileError(Exception):
    """The bytes are not those that were asked for; nothing was made from them."""


class _Entry(BaseModel):
    """Type, shape and place of an array, counted from the end of the header."""

    dtype: str
    shape: tuple[_Size, ...] = Field(max_length=4)
    data_offsets: tuple[_Size, _Size]


class _Header(NamedTuple):
    metadata: dict[str, str]
    entries: dict[str, _Entry]


_OBJECT = TypeAdapter(dict[str, object])
_TEXTS = TypeAdapter(dict[str, str])
_ENTRIES = TypeAdapter(dict[str, _Entry])


class TensorFile:
    """A file of arrays, mapped into memory: only what is looked at is read.

    Attributes:
        metadata: The texts of the header.
        content: All bytes of the file.
        digest: SHA-256 of them, in hex.
        data: The bytes behind the header.
        tensors: The arrays by name, read-only.
    """

    def __init__(self, path: Path, sha256: str | None = None) -> None:
        """Map a file.

        Args:
            path: Where it is.
            sha256: What its digest must be, before anything in it is believed.

        Raises:
            AnotherFileError: Its digest is another.
            TensorFileError: It is not a file of arrays.
            OSError: It cannot be read.
        """
        self.content = _mapped(path)
        self.digest = hashlib.sha256(self.content).hexdigest()
        if sha256 is not None and self.digest != sha256:
            raise AnotherFileError(self.digest)
        length = _header_length(self.content)
        header = _parse_header(bytes(self.content[_LENGTH_BYTES : _LENGTH_BYTES + length]))
        self.metadata = header.metadata
        self.data = self.content[_LENGTH_BYTES + length :]
        _check_places(header.entries, len(self.data))
        self.tensors: dict[str, Array] = {
            name: self._tensor(entry) for name, entry in header.entries.items()
        }

    def _tensor(self, entry: _Entry) -> Array:
        start, end = entry.data_offsets
        flat = np.frombuffer(self.data[start:end], dtype=_DTYPES[entry.dtype])
        return flat.reshape(entry.shape)


def tensor_bytes(tensors: Mapping[str, Array], metadata: Mapping[str, str]) -> bytes:
    """A file of arrays; the same arrays and texts give the same bytes.

    Args:
        tensors: Arrays of one of the known types; those of 32 bits come first, for alignment.
        metadata: Texts for the header; they stand at its begin, in the order given.
    """
    names = {dtype: name for name, dtype in _DTYPES.items()}
    header: dict[str, object] = {_METADATA: dict(metadata)}
    parts = []
    place = 0
    for name, tensor in sorted(tensors.items(), key=lambda item: (-item[1].itemsize, item[0])):
        dtype = tensor.dtype.newbyteorder("<")
        parts.append(np.ascontiguousarray(tensor, dtype=dtype).tobytes())
        end = place + len(parts[-1])
        header[name] = {
            "dtype": names[dtype],
            "shape": list(tensor.shape),
            "data_offsets": [place, end],
        }
        place = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    return b"".join([len(text).to_bytes(_LENGTH_BYTES, "little"), text, *parts])


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < _LENGTH_BYTES:
            raise TensorFileError("it is too short")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _header_length(content: memoryview) -> int:
    length = int.from_bytes(content[:_LENGTH_BYTES], "little")
    if not 0 < length <= min(_LARGEST_HEADER_BYTES, len(content) - _LENGTH_BYTES):
        raise TensorFileError("its header has an impossible length")
    return length


def _parse_header(text: bytes) -> _Header:
    try:
        header = _OBJECT.validate_python(json.loads(text, parse_constant=_refuse))
        metadata = _TEXTS.validate_python(header.pop(_METADATA, {}), strict=True)
        return _Header(metadata, _ENTRIES.validate_python(header))
    except TensorFileError:
        raise
    except (ValueError, RecursionError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise TensorFileError(f"its header cannot be read: {reason}") from error


def _refuse(constant: str) -> NoReturn:
    raise TensorFileError(f"its header holds {constant}")


def _check_places(entries: Mapping[str, _Entry], size_bytes: int) -> None:
    """Arrays must follow each other without gaps, and fill the file."""
    for name, entry in entries.items():
        start, end = entry.data_offsets
        dtype = _DTYPES.get(entry.dtype)
        if dtype is None:
            raise TensorFileError(f"the array {name} has the unknown type {entry.dtype}")
        if prod(entry.shape) * dtype.itemsize != end - start or start % dtype.itemsize:
            raise TensorFileError(f"the array {name} has an impossible place")
    places = sorted(entry.data_offsets for entry in entries.values())
    edges = [(0, 0), *places, (size_bytes, size_bytes)]
    if any(before[1] != after[0] for before, after in pairwise(edges)):
        raise TensorFileError("its arrays do not fill it: it was cut off, or grew")
