"""Open a results store by its name."""

from smartcat.aws import S3Client
from smartcat.errors import ConfigurationError, UsageError
from smartcat.locations import S3Location, is_s3, path_of
from smartcat.store.folder import FolderStore
from smartcat.store.protocol import ObjectStore
from smartcat.store.s3 import S3Store


def open_store(uri: str, client: S3Client | None = None) -> ObjectStore:
    """Open the store that a name stands for; nothing is looked for there yet.

    Args:
        uri: A path, ``file:///…`` or ``s3://bucket/prefix``, as `ObjectStore.uri` gives it.
        client: Asks S3, if it is a bucket; made here if absent.

    Raises:
        ConfigurationError: It is none of these, or the settings of AWS are wrong.
        MissingProgramError: It is a bucket, and boto3 is not installed.
    """
    try:
        place = S3Location.parse(uri) if is_s3(uri) else path_of(uri)
    except UsageError as error:
        raise ConfigurationError(str(error)) from error
    if not isinstance(place, S3Location):
        return FolderStore(place)
    return S3Store(place.bucket, place.key, client)
