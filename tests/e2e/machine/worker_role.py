"""What the worker may do: no more than it needs, and the emulated AWS refuses the rest."""

import json
from typing import Any

_ROLE = "smartcat-worker"


def make_role(iam: Any, bucket: str) -> str:
    """Make the role of the worker; return its ARN."""
    trust = _statement("sts:AssumeRole", Principal={"Service": "ecs-tasks.amazonaws.com"})
    role = iam.create_role(RoleName=_ROLE, AssumeRolePolicyDocument=_policy(trust))
    arn = f"arn:aws:s3:::{bucket}"
    rights = _policy(
        _statement("s3:ListBucket", Resource=arn),
        _statement("s3:GetObject", "s3:PutObject", "s3:DeleteObject", Resource=f"{arn}/*"),
    )
    iam.put_role_policy(RoleName=_ROLE, PolicyName="results", PolicyDocument=rights)
    return str(role["Role"]["Arn"])


def _statement(*actions: str, **more: object) -> dict[str, object]:
    return {"Effect": "Allow", "Action": list(actions), **more}


def _policy(*statements: dict[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
