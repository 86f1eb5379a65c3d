"""What the parts of a deployment are called."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """What Terraform calls the parts of a deployment.

    Attributes:
        deployment: The variable ``name``.
    """

    deployment: str

    def of(self, part: str) -> str:
        """The name of a part."""
        return f"{self.deployment}-{part}"

    def log_of(self, function: str) -> str:
        """The command that shows what a function said lately."""
        return f"aws logs tail /aws/lambda/{self.of(function)} --since 1d"
