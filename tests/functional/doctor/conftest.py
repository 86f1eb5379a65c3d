"""AWS as it answered once; answers have the shape that AWS says they have."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError
from botocore.validate import validate_parameters

from smartcat.aws import translated
from smartcat.cli.batch.main import main
from smartcat.doctor import asking

ANSWERS = Path(__file__).parent / "answers"
Answers = dict[str, Any]
"""By service and operation: an answer, a code with which AWS refuses to give one, or answers by
what was asked for, of which the first is given that fits."""
Doctor = Callable[..., Any]


def checked(name: str, request: Any, answer: Any) -> Any:
    """Make sure that AWS could be asked so, and could answer so."""
    service, _, operation = name.partition(".")
    model = botocore.session.get_session().get_service_model(service)
    (asked,) = (
        model.operation_model(one)
        for one in model.operation_names
        if botocore.xform_name(one) == operation
    )
    validate_parameters(request, asked.input_shape)
    validate_parameters(answer, asked.output_shape)
    unknown = set(answer) - set(asked.output_shape.members)
    assert not unknown, f"{name} answers nothing of {unknown}"
    return answer


def recorded(name: str) -> Answers:
    """Answers of a file."""
    return dict(json.loads((ANSWERS / f"{name}.json").read_text()))


@pytest.fixture
def answers() -> Answers:
    """Answers of a deployment that is well, to be changed."""
    return recorded("well")


@pytest.fixture
def failing(answers: Answers) -> Callable[[str], None]:
    """Let AWS answer as it did another time: what a file tells, takes the place of what is well."""
    return lambda name: answers.update(recorded(name))


@pytest.fixture
def doctor(answers: Answers, shell: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Run `smartcat-batch doctor` over the answers; gives what it ended with, and what it found."""

    def ask(service: str, operation: str, **request: Any) -> dict[str, Any]:
        name = f"{service}.{operation}"
        answer = answers[name]
        if callable(answer):
            answer = answer(**request)
        if isinstance(answer, list):
            answer = next(
                one["answer"] for one in answer if one["asked"].items() <= request.items()
            )
        if isinstance(answer, str):
            status = {"ResponseMetadata": {"HTTPStatusCode": 403 if "Denied" in answer else 400}}
            refusal: Any = {"Error": {"Code": answer, "Message": "no"}, **status}
            with translated(f"cannot ask {service}"):
                raise ClientError(refusal, _named(operation))
        told = dict(checked(name, request, answer))
        if isinstance(told.get("LastModified"), str):  # which JSON cannot tell otherwise
            told["LastModified"] = datetime.fromisoformat(told["LastModified"])
        return told

    monkeypatch.setattr(asking, "Asking", lambda: ask)
    run = shell("smartcat-batch", main)

    def examine(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
        told = run("doctor", "--format", "json", *arguments)
        return told.code, json.loads(told.out)

    return examine


def _named(operation: str) -> str:
    """An operation as AWS calls it, which is what errors tell."""
    return operation.title().replace("_", "")
