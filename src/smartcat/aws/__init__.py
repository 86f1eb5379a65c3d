"""What talks to AWS: bounded clients, and its refusals as errors of `smartcat.errors`.

Nothing here loads boto3, botocore or aiobotocore before a client is asked for.
"""

from smartcat.aws.bodies import receive
from smartcat.aws.clients import S3Client, async_s3_client, s3_client
from smartcat.aws.refusals import code_of, is_missing, told_of, translated

__all__ = [
    "S3Client",
    "async_s3_client",
    "code_of",
    "is_missing",
    "receive",
    "s3_client",
    "told_of",
    "translated",
]
