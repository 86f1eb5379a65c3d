"""What computing costs at AWS, as dated data: ``prices.json``.

List prices of computing alone, in US dollars, without free tiers and savings plans. Storage,
requests to it, logs and data that leave the region cost extra; beside OCR they are cents.
"""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from smartcat.models import Noun

_PATH = Path(__file__).with_name("prices.json")

Processor = Literal["x86_64", "arm64"]


class LambdaPrices(Noun):
    """Prices of AWS Lambda (https://aws.amazon.com/lambda/pricing/).

    Attributes:
        x86_64_usd_per_gb_s: For a GB of memory and a second, on x86 processors.
        arm64_usd_per_gb_s: The same on Graviton processors.
        request_usd: For each request.
        vcpu_mib: Memory that comes with one vCPU; less memory comes with less of it, in proportion
            (AWS Lambda Developer Guide, Configure Lambda function memory).
    """

    x86_64_usd_per_gb_s: float = Field(gt=0.0)
    arm64_usd_per_gb_s: float = Field(gt=0.0)
    request_usd: float = Field(ge=0.0)
    vcpu_mib: int = Field(ge=1)

    def usd_per_gb_s(self, processor: Processor) -> float:
        """Return what a GB of memory costs for a second."""
        return self.arm64_usd_per_gb_s if processor == "arm64" else self.x86_64_usd_per_gb_s


class FargatePrices(Noun):
    """Prices of containers on AWS Fargate (https://aws.amazon.com/fargate/pricing/), Linux on x86.

    AWS Batch itself costs nothing. A container is billed from when its image begins to be pulled
    to its end.

    Attributes:
        vcpu_hour_usd: For a vCPU and an hour.
        gb_hour_usd: For a GB of memory and an hour; 20 GB of disk come with it.
        spot_discount: What Spot capacity costs less, as a share. It moves with demand; AWS says
            up to 70 %.
        least_billed_s: A container is billed for so many seconds at least.
        start_s: Seconds from submitting a job to its first instruction, about.
        billed_start_s: How many of those are billed: the pull of an image of some 300 MB. An
            estimate.
    """

    vcpu_hour_usd: float = Field(gt=0.0)
    gb_hour_usd: float = Field(gt=0.0)
    spot_discount: float = Field(ge=0.0, le=1.0)
    least_billed_s: float = Field(ge=0.0)
    start_s: float = Field(ge=0.0)
    billed_start_s: float = Field(ge=0.0)


class Prices(Noun):
    """What computing costs, where, and when it did so.

    Attributes:
        schema_version: Version of this form.
        as_of: When it was looked up; the first of that month.
        region: Where; other regions mostly cost a tenth to a third more.
    """

    schema_version: Literal[1] = 1
    as_of: date
    region: str
    on_lambda: LambdaPrices
    on_fargate: FargatePrices


def shipped_prices() -> Prices:
    """Load the prices that come with SmartCat."""
    return Prices.model_validate_json(_PATH.read_bytes())
