"""What a job's container is to run: the job definition, changed by what the job asks for."""

import re
from collections.abc import Mapping
from typing import Any

from emulation.batch.container import ContainerPlan
from emulation.batch.names import Json

_PARAMETER = re.compile(r"Ref::([\w-]+)")


def plan_container(definition: Json, request: Json) -> ContainerPlan:
    """Say what is to run.

    Args:
        definition: The job definition.
        request: What `SubmitJob` was asked for.
    """
    properties = definition["containerProperties"]
    overrides = request.get("containerOverrides") or {}
    needs = {**_needs(properties), **_needs(overrides)}
    command = overrides.get("command") or properties["command"]
    values = parameters(definition, request)
    return ContainerPlan(
        properties=properties,
        command=tuple(_filled(word, values) for word in command),
        environment={**_environment(properties), **_environment(overrides)},
        vcpus=float(needs.get("VCPU", 1)),
        memory_mib=int(needs.get("MEMORY", 512)),
    )


def parameters(definition: Json, request: Json) -> dict[str, str]:
    """Values for ``Ref::`` in the command."""
    return {**definition["parameters"], **(request.get("parameters") or {})}


def _needs(properties: Json) -> dict[str, Any]:
    named = {each["type"]: each["value"] for each in properties.get("resourceRequirements", [])}
    for old, new in (("vcpus", "VCPU"), ("memory", "MEMORY")):
        if old in properties:
            named.setdefault(new, properties[old])
    return named


def _environment(properties: Json) -> dict[str, str]:
    # AWS drops variables without a value.
    return {v["name"]: v["value"] for v in properties.get("environment", []) if v.get("value")}


def _filled(word: str, values: Mapping[str, str]) -> str:
    return _PARAMETER.sub(lambda match: values.get(match[1], match[0]), word)
