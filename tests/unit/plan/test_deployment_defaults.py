"""What is foretold without options is for the deployment that `make deploy` makes."""

import re
from pathlib import Path

import pytest

from smartcat.plan.cost import Container
from smartcat.plan.routing import FunctionShape
from smartcat.read import ReadOptions

TERRAFORM = Path(__file__).parents[3] / "infra" / "terraform"
FUNCTION, CONTAINER = FunctionShape(), Container()


def default_of(variable: str) -> str:
    """The default of a variable of the deployment, as it is written there."""
    text = "\n".join(path.read_text() for path in sorted(TERRAFORM.glob("variables*.tf")))
    block = re.search(rf'^variable "{variable}" {{\n(.*?)^}}', text, re.DOTALL | re.MULTILINE)
    assert block, f"the deployment has no variable {variable}"
    default = re.search(r"^  default\s*= (.*)$", block[1], re.MULTILINE)
    assert default, f"{variable} has no default"
    return default[1].strip('"')


@pytest.mark.parametrize(
    ("variable", "ours"),
    [
        ("lambda_memory_mib", FUNCTION.memory_mib),
        ("lambda_timeout_s", f"{FUNCTION.timeout_s:g}"),
        ("lambda_architecture", FUNCTION.processor),
        ("max_inline_bytes", FUNCTION.max_bytes),
        ("worker_vcpus", f"{CONTAINER.vcpus:g}"),
        ("worker_memory_mib", CONTAINER.memory_mib),
        ("languages", "+".join(ReadOptions().languages)),
    ],
)
def test_defaults_are_those_of_the_deployment(variable: str, ours: object) -> None:
    assert default_of(variable) == str(ours)


def test_containers_run_on_the_processor_that_prices_are_for() -> None:
    assert (default_of("worker_architecture"), default_of("compute")) == ("x86_64", "fargate")
