"""AWS as it answered once; answers have the shape that AWS says they have."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError
from botocore.validate import validate_parameters

from smartcat.aws import translated
from smartcat.cli.batch.main import main
from smartcat.doctor import asking

WELL = Path(__file__).parent / "answers" / "well.json"
Answers = dict[str, Any]
"""By service and operation: an answer, or a code with which AWS refuses to give one."""
Doctor = Callable[..., Any]


def checked(name: str, answer: Any) -> Any:
    """Make sure that AWS could answer so."""
    service, _, operation = name.partition(".")
    model = botocore.session.get_session().get_service_model(service)
    (shape,) = (
        model.operation_model(one).output_shape
        for one in model.operation_names
        if botocore.xform_name(one) == operation
    )
    validate_parameters(answer, shape)
    return answer


@pytest.fixture
def answers() -> Answers:
    """Answers of a deployment that is well, to be changed."""
    return copy.deepcopy(json.loads(WELL.read_text()))


@pytest.fixture
def doctor(answers: Answers, shell: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Run `smartcat-batch doctor` over the answers; gives what it ended with, and what it found."""

    def ask(service: str, operation: str, **request: Any) -> dict[str, Any]:
        name = f"{service}.{operation}"
        answer = answers[name]
        if callable(answer):
            answer = answer(**request)
        if isinstance(answer, str):
            status = {"ResponseMetadata": {"HTTPStatusCode": 403 if "Denied" in answer else 400}}
            refusal: Any = {"Error": {"Code": answer, "Message": "no"}, **status}
            with translated(f"cannot ask {service}"):
                raise ClientError(refusal, operation)
        return dict(checked(name, answer))

    monkeypatch.setattr(asking, "ask", ask)
    run = shell("smartcat-batch", main)

    def examine(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
        told = run("doctor", "--format", "json", *arguments)
        return told.code, json.loads(told.out)

    return examine
