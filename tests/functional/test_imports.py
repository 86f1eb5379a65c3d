"""What is loaded when: start-up is guarded by the set of modules, which knows no noise."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY_TRAINING = {"sklearn", "scipy", "joblib", "matplotlib", "pandas"}
READING = {"pymupdf", "tesserocr", "pytesseract", "PIL", "pikepdf", "img2pdf", "zxingcpp"}

ASYNC = {"aiobotocore", "aiohttp", "asyncio"}
AWS = {"boto3", "botocore"} | ASYNC


TOP = Path(__file__).parents[2]


def loaded_by(code: str) -> set[str]:
    program = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-c", program]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TOP)
    return set(shown.stdout.split())


def test_the_package_itself_loads_nothing_heavy() -> None:
    assert not loaded_by("import smartcat") & (HEAVY_TRAINING | READING | {"numpy", "pydantic"})


def test_the_command_line_loads_neither_training_nor_reading_libraries() -> None:
    assert not loaded_by("import smartcat.cli.main") & (HEAVY_TRAINING | READING | AWS)


def test_stores_and_sources_load_what_asks_aws_only_when_it_is_to_be_asked() -> None:
    code = "import smartcat.sources, smartcat.store\nsmartcat.store.open_store('results')"
    assert not loaded_by(code) & AWS


@pytest.mark.parametrize("function", ["dispatcher", "reconciler"])
def test_functions_load_neither_training_nor_reading_libraries(function: str) -> None:
    environment = {
        "SMARTCAT_RESULTS": "s3://results",
        "SMARTCAT_JOB_QUEUE": "queue",
        "SMARTCAT_JOB_DEFINITION": "worker",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    code = f"import os\nos.environ |= {environment}\nimport lambdas.{function}.handler"
    modules = loaded_by(code)
    assert "boto3" in modules
    assert not modules & (HEAVY_TRAINING | READING | ASYNC)


def test_serving_a_bundle_needs_numpy_and_no_training_library() -> None:
    code = (
        "from smartcat.bundle import load_bundle, starter_bundle_path\n"
        "from smartcat.classify import Classifier\n"
        "from smartcat.models import Page\n"
        "page = Page(page_index=0, text='Gehaltsabrechnung Brutto Netto', text_source='supplied')\n"
        "Classifier(load_bundle(starter_bundle_path())).predict(page)"
    )
    modules = loaded_by(code)
    assert "numpy" in modules
    assert not modules & (HEAVY_TRAINING | READING)


def test_planning_loads_neither_training_nor_reading_libraries() -> None:
    modules = loaded_by("import smartcat.plan.predictor, smartcat.plan.run_files")
    assert not modules & (HEAVY_TRAINING | READING)
