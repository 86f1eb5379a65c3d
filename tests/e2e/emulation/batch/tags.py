"""Tags of all things, by ARN."""

from dataclasses import dataclass, field

from emulation.batch.names import Json, Refusal


@dataclass
class Tags:
    """Tags of compute environments, job queues, job definitions and jobs."""

    by_arn: dict[str, dict[str, str]] = field(default_factory=dict)

    def new(self, arn: str, tags: dict[str, str] | None) -> dict[str, str]:
        """Keep the tags of a new thing; they are changed in place."""
        return self.by_arn.setdefault(arn, dict(tags or {}))

    def told(self, arn: str) -> Json:
        """Tell the tags of a thing."""
        return {"tags": self._of(arn)}

    def add(self, arn: str, tags: dict[str, str]) -> Json:
        """Add tags, or change them."""
        self._of(arn).update(tags)
        return {}

    def remove(self, arn: str, keys: list[str]) -> Json:
        """Remove tags."""
        for key in keys:
            self._of(arn).pop(key, None)
        return {}

    def _of(self, arn: str) -> dict[str, str]:
        if arn not in self.by_arn:
            raise Refusal(f"Resource not found: {arn}")
        return self.by_arn[arn]
