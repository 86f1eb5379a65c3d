"""The queue of events about documents: at least once, in any order, so often and no more."""

from dataclasses import dataclass, field
from itertools import count

from world.documents import Upload

_MOST_RECEIVES = 3
"""`maxReceiveCount`: AWS advises 5 and more; here dead letters are to be met."""


@dataclass
class Message:
    """An event about a document."""

    name: str
    upload: Upload
    receives: int = 0

    @property
    def record(self) -> dict[str, str]:
        """The message, as a function is given it."""
        return {"messageId": self.name, "body": self.upload.event}


@dataclass
class MessageQueue:
    """Keeps messages until they are acknowledged; those that fail too often are set aside."""

    waiting: list[Message] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def send(self, upload: Upload) -> Message:
        """Tell of a document."""
        message = Message(f"m{next(self._numbers)}", upload)
        self.waiting.append(message)
        return message

    def receive(self, messages: list[Message]) -> None:
        """Hide messages while a function has them."""
        for message in messages:
            self.waiting.remove(message)
            message.receives += 1

    def bring_back(self, messages: list[Message]) -> None:
        """Let messages come again, or set them aside."""
        for message in messages:
            (self.dead if message.receives >= _MOST_RECEIVES else self.waiting).append(message)

    def drive_again(self) -> None:
        """Send dead letters once more, as an operator does when the trouble is over."""
        for message in self.dead:
            message.receives = 0
        self.waiting += self.dead
        self.dead = []
