"""What the worker may do: no more than it needs, and the emulated AWS refuses the rest."""

import json
from typing import Any

_ROLE = "smartcat-worker"


def make_role(iam: Any, scans: str, results: str) -> str:
    """Make the role of the worker; return its ARN.

    Args:
        iam: A client for IAM.
        scans: The bucket with the documents.
        results: The bucket for results.
    """
    trust = _statement("sts:AssumeRole", Principal={"Service": "ecs-tasks.amazonaws.com"})
    role = iam.create_role(RoleName=_ROLE, AssumeRolePolicyDocument=_policy(trust))
    read, write = (f"arn:aws:s3:::{bucket}" for bucket in (scans, results))
    rights = _policy(
        # Without the right to list, a missing object looks like one that may not be read.
        _statement("s3:ListBucket", Resource=[read, write]),
        _statement("s3:GetObject", Resource=f"{read}/*"),
        _statement("s3:GetObject", "s3:PutObject", "s3:DeleteObject", Resource=f"{write}/*"),
    )
    iam.put_role_policy(RoleName=_ROLE, PolicyName="worker", PolicyDocument=rights)
    return str(role["Role"]["Arn"])


def _statement(*actions: str, **more: object) -> dict[str, object]:
    return {"Effect": "Allow", "Action": list(actions), **more}


def _policy(*statements: dict[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
