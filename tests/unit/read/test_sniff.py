from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.errors import UnsupportedDocumentError
from smartcat.read.sniff import HEAD_BYTES, MediaType, sniff


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"%PDF-1.7\n", MediaType.PDF),
        (b"\x00junk before the header" + b"%PDF-1.4", MediaType.PDF),
        (b"\x89PNG\r\n\x1a\n\x00", MediaType.PNG),
        (b"\xff\xd8\xff\xe0", MediaType.JPEG),
        (b"II*\x00\x08", MediaType.TIFF),
        (b"MM\x00*\x00", MediaType.TIFF),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", MediaType.WEBP),
        (b"BM\x36\x00", MediaType.BMP),
        (b"Sehr geehrte Damen und Herren,\n\f", MediaType.TEXT),
        ("Kündigung".encode("cp1252"), MediaType.TEXT),
        ("Kündigung".encode("utf-16"), MediaType.TEXT),
    ],
)
def test_formats_are_told_by_their_bytes(head: bytes, media_type: MediaType) -> None:
    assert sniff(head) is media_type


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04\x00", b"GIF89a\x01\x00", b"\x00" * 100])
def test_other_bytes_are_refused_with_a_remedy(head: bytes) -> None:
    with pytest.raises(UnsupportedDocumentError, match=r"empty|convert it to PDF"):
        sniff(head)


@given(st.binary(max_size=HEAD_BYTES))
def test_any_bytes_have_a_type_or_are_refused(head: bytes) -> None:
    with suppress(UnsupportedDocumentError):
        assert isinstance(sniff(head), MediaType)
