"""What the functions are told by their environment; Terraform sets it."""

import platform
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from smartcat.errors import ConfigurationError
from smartcat.models import Noun
from smartcat.plan.cost import Container
from smartcat.plan.prices import Processor

VARIABLES = {
    "results": "SMARTCAT_RESULTS",
    "job_queue": "SMARTCAT_JOB_QUEUE",
    "job_definition": "SMARTCAT_JOB_DEFINITION",
    "worker_vcpus": "SMARTCAT_WORKER_VCPUS",
    "worker_memory_mib": "SMARTCAT_WORKER_MEMORY_MIB",
    "shard_s": "SMARTCAT_SHARD_SECONDS",
    "model": "SMARTCAT_MODEL",
    "model_sha256": "SMARTCAT_MODEL_SHA256",
    "languages": "SMARTCAT_LANGUAGES",
    "max_inline_bytes": "SMARTCAT_MAX_INLINE_BYTES",
    "log_level": "SMARTCAT_LOG_LEVEL",
    "memory_mib": "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
}
"""Which variable tells which setting."""
_Language = Annotated[str, Field(pattern="^[A-Za-z_]+$")]
_S3_URI = r"^s3://[^/]+"


def _joined(languages: Any) -> Any:
    """Take languages apart that are joined as Tesseract has it."""
    return tuple(languages.split("+")) if isinstance(languages, str) else languages


class FunctionSettings(Noun):
    """What the functions are told.

    Attributes:
        results: URI of the results bucket, with its prefix.
        job_queue: Where large documents go.
        job_definition: What their jobs are made from.
        worker_vcpus: Processors of a container, or a share of one.
        worker_memory_mib: Its memory.
        shard_s: Seconds on the clock that a shard of a document should take at least: somebody
            waits for it, and the start of a container takes as long.
        model: URI of a model bundle; empty: the starter.
        model_sha256: Its digest, without which no bundle of a bucket is taken.
        languages: Tesseract language codes.
        max_inline_bytes: Larger documents go to AWS Batch without being fetched.
        log_level: What is not worth logging.
        memory_mib: What this function has; AWS Lambda sets it.
    """

    results: str = Field(pattern=_S3_URI)
    job_queue: str = Field(min_length=1)
    job_definition: str = Field(min_length=1)
    worker_vcpus: float = Field(default=1.0, gt=0.0)
    worker_memory_mib: int = Field(default=2048, ge=1)
    shard_s: float = Field(default=30.0, gt=0.0)
    model: str = Field(default="", pattern=rf"^$|{_S3_URI}/.+")
    model_sha256: str = Field(default="", pattern="^$|^[0-9a-f]{64}$", validate_default=True)
    languages: Annotated[tuple[_Language, ...], BeforeValidator(_joined)] = ("eng", "deu")
    max_inline_bytes: int = Field(default=50 * 1024**2, ge=0)
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    memory_mib: int = Field(default=1769, ge=128)

    @field_validator("model_sha256")
    @classmethod
    def _goes_with_a_model(cls, model_sha256: str, info: ValidationInfo) -> str:
        if info.data.get("model") and not model_sha256:
            raise ValueError("a model of a bucket is taken only by its digest; name it")
        return model_sha256

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Read the environment.

        Raises:
            ConfigurationError: A variable is missing, or makes no sense.
        """
        told = {
            name: environment[variable]
            for name, variable in VARIABLES.items()
            if variable in environment
        }
        try:
            return cls.model_validate(told)
        except ValidationError as error:
            wrong = {VARIABLES[str(one["loc"][0])]: one["msg"] for one in error.errors()}
            said = "; ".join(f"{variable}: {message}" for variable, message in wrong.items())
            raise ConfigurationError(f"the environment is not what it must be: {said}") from None

    @property
    def container(self) -> Container:
        """What a container of AWS Batch is given."""
        return Container(vcpus=self.worker_vcpus, memory_mib=self.worker_memory_mib)


def this_processor() -> Processor:
    """What this function runs on."""
    return "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
