"""What is known of the bytes of an object without reading them, and how to ask for just these."""

_VERSION = "version:"
_ETAG = "etag:"


def etag_content(etag: str) -> str:
    """Write an ETag, with its quotes as S3 gives it, as a `SourceDocument.content`."""
    return _ETAG + etag.strip('"')


def version_request(content: str | None) -> dict[str, str]:
    """Ask for a version, if one is known; there is no other way to get an older one."""
    if content and content.startswith(_VERSION):
        return {"VersionId": content.removeprefix(_VERSION)}
    return {}


def exact_request(content: str | None) -> dict[str, str]:
    """Ask for these bytes and no others, as far as they are known."""
    if content and content.startswith(_ETAG):
        return {"IfMatch": f'"{content.removeprefix(_ETAG)}"'}
    return version_request(content)
