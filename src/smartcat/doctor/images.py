"""Look at the image of containers, where it is in a registry of AWS."""

import re
from collections.abc import Iterable
from typing import Any

from smartcat.doctor.findings import Ask, Check, Finding
from smartcat.errors import ConfigurationError

_IMAGE = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.[^/]+/"
    r"(?P<repository>[^:@]+)(?::(?P<tag>[^@]+))?(?:@(?P<digest>sha256:[0-9a-f]+))?"
)
_NO_IMAGE = "none"
"""The tag that Terraform gives before an image was built."""
_UNKNOWN = {"ImageNotFoundException", "RepositoryNotFoundException"}


def look_at_image(ask: Ask, check: Check) -> Iterable[Finding]:
    """Look whether an image can be pulled; one of somebody else's registry is not looked at."""
    named = _IMAGE.fullmatch(check.subject)
    if named is None:
        return
    tag, digest = named["tag"] or "latest", named["digest"]
    if digest is None and tag == _NO_IMAGE:
        yield check.error("no image was built yet", "run make deploy, which builds one")
        return
    wanted = {"imageDigest": digest} if digest else {"imageTag": tag}
    if _is_there(ask, named["account"], named["repository"], wanted):
        yield check.ok("it is in its repository")
    else:
        yield check.error(
            f"its repository has no {digest or f'tag {tag}'}", "push it, or run make deploy"
        )


def _is_there(ask: Ask, account: str, repository: str, wanted: dict[str, str]) -> bool:
    request: dict[str, Any] = {"registryId": account, "repositoryName": repository}
    try:
        told = ask("ecr", "describe_images", **request, imageIds=[wanted])
    except ConfigurationError as error:
        if getattr(error.__cause__, "response", {}).get("Error", {}).get("Code") in _UNKNOWN:
            return False
        raise
    return bool(told.get("imageDetails"))
