"""Documents made on the spot: born-digital PDFs, scans of them, and broken ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from moto import mock_aws
from moto.batch_simple.models import BatchSimpleBackend
from PIL import Image

from smartcat.aws import s3_client
from smartcat.aws.batch import Batch
from smartcat.aws.clients import aws_client
from smartcat.backends.aws import AwsBackend
from smartcat.store import S3Store

QUEUE, DEFINITION = "smartcat", "smartcat-worker"

LETTER = """Dear Mrs Example,

thank you for your letter about the mortgage on your house in Garden Street.
We are pleased to tell you that the bank has agreed to extend the loan.
The interest rate remains at three point five percent for another ten years.
Please sign the enclosed copy of the agreement and return it to our office.
If you have any questions do not hesitate to call your adviser at any time.

Yours sincerely,
The Customer Service Team of the Savings Bank
"""


@dataclass(frozen=True)
class Outcome:
    """What a shell sees of a command."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[[str, Callable[[], None]], Run]:
    """Give what runs a program in this process, as a shell would see it."""

    def program(name: str, main: Callable[[], None]) -> Run:
        def run(*arguments: object) -> Outcome:
            monkeypatch.setattr("sys.argv", [name, *map(str, arguments)])
            capfd.readouterr()
            with pytest.raises(SystemExit) as ended:
                main()
            out, err = capfd.readouterr()
            return Outcome(int(ended.value.code or 0), out, err)

        return run

    return program


MakePdf = Callable[..., Path]
MakeScan = Callable[..., Path]


def _draw(pages: tuple[str, ...]) -> pymupdf.Document:
    document = pymupdf.open()
    for text in pages:
        page = document.new_page(width=595, height=842)
        page.insert_textbox((60, 80, 540, 780), text, fontsize=12)
    return document


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Make a PDF with a text layer; an empty text is an empty page."""

    def make(*pages: str, name: str = "letter.pdf", **save: object) -> Path:
        path = tmp_path / name
        _draw(pages or (LETTER,)).save(path, **save)
        return path

    return make


@pytest.fixture
def make_scan(tmp_path: Path) -> MakeScan:
    """Make an image of pages: the format by the name, turned counter-clockwise, at a resolution."""

    def make(*pages: str, name: str = "scan.tif", turn: int = 0, dpi: int = 200) -> Path:
        images = [
            _picture(page, dpi).rotate(turn, expand=True) for page in _draw(pages or (LETTER,))
        ]
        path = tmp_path / name
        if path.suffix == ".pdf":
            return _image_pdf(images, path, dpi)
        more = {"save_all": True, "append_images": images[1:]} if path.suffix == ".tif" else {}
        images[0].save(path, dpi=(dpi, dpi), **more)
        return path

    return make


def _picture(page: pymupdf.Page, dpi: int) -> Image.Image:
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def _image_pdf(images: list[Image.Image], path: Path, dpi: int) -> Path:
    images[0].save(path, save_all=True, append_images=images[1:], resolution=dpi)
    return path


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> Iterator[AwsBackend]:
    """A backend over an empty bucket, as moto plays it; jobs run until a test ends them."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")

    def run(self: BatchSimpleBackend, *, job: Any, **_: object) -> None:
        self.backend._jobs[job.job_id] = job
        job.status = "RUNNING"

    monkeypatch.setattr(BatchSimpleBackend, "_mark_job_as_finished", run)
    with mock_aws(config={"batch": {"use_docker": False}}):
        s3_client().create_bucket(Bucket="results")
        client = aws_client("batch")
        environment = client.create_compute_environment(
            computeEnvironmentName="spot",
            type="UNMANAGED",
            state="ENABLED",
            serviceRole=_role("batch"),
        )["computeEnvironmentArn"]
        client.create_job_queue(
            jobQueueName=QUEUE,
            state="ENABLED",
            priority=1,
            computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}],
        )
        client.register_job_definition(
            jobDefinitionName=DEFINITION,
            type="container",
            containerProperties={
                "image": "smartcat",
                "resourceRequirements": [
                    {"type": "VCPU", "value": "2"},
                    {"type": "MEMORY", "value": "4096"},
                ],
            },
        )
        yield AwsBackend(S3Store("results"), Batch(), QUEUE, DEFINITION)


def _role(name: str) -> str:
    document = "{}"
    told = aws_client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=document)
    arn: str = told["Role"]["Arn"]
    return arn
