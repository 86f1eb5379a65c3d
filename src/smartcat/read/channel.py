"""Messages over a pipe to a child that a hostile file may have taken over.

The parent never waits within a message: what is there is taken, and when the rest does not come the
limit on the clock ends the child. `multiprocessing` reads whole messages, and waits as long as that
takes.
"""

import io
import os
import struct
from multiprocessing.connection import Connection

_HEADER = struct.Struct("!Q")
"""How many bytes follow."""
_CHUNK_BYTES = 256 * 1024


class Channel:
    """The parent's end of a pipe; nothing here waits.

    Args:
        connection: Whose end it is; not to be used otherwise from now on.
        most_bytes: Longer messages are not taken.
    """

    def __init__(self, connection: Connection, most_bytes: int) -> None:
        os.set_blocking(connection.fileno(), False)
        self._connection = connection
        self._most_bytes = most_bytes
        self._unsent = memoryview(b"")
        self._received = bytearray()

    def fileno(self) -> int:
        """The file descriptor."""
        return self._connection.fileno()

    @property
    def is_sending(self) -> bool:
        """Whether the child has not taken all of the last message."""
        return bool(self._unsent)

    def begin(self, message: bytes) -> None:
        """Begin to send a message; `go_on` goes on where the child does not take all at once.

        Raises:
            OSError: The child is gone.
        """
        self._unsent = memoryview(_HEADER.pack(len(message)) + message)
        self.go_on()

    def go_on(self) -> None:
        """Send what the child takes.

        Raises:
            OSError: The child is gone.
        """
        try:
            while self._unsent:
                self._unsent = self._unsent[os.write(self.fileno(), self._unsent) :]
        except BlockingIOError:
            return

    def receive(self) -> bytes | None:
        """Take what is there; a message once it is whole, and what comes behind it is thrown away.

        Raises:
            EOFError: The child closed its end.
            OSError: The child is gone.
            ValueError: The message is longer than any may be.
        """
        try:
            data = os.read(self.fileno(), _CHUNK_BYTES)
        except BlockingIOError:
            return None
        if not data:
            raise EOFError
        self._received += data
        if len(self._received) < _HEADER.size:
            return None
        (size_bytes,) = _HEADER.unpack_from(self._received)
        if size_bytes > self._most_bytes:
            raise ValueError(f"a message of {size_bytes} bytes")
        end = _HEADER.size + size_bytes
        if len(self._received) < end:
            return None
        message = bytes(self._received[_HEADER.size : end])
        self._received.clear()
        return message


def read_message(connection: Connection) -> bytes:
    """Wait for a message; the child's side.

    Raises:
        EOFError: The parent closed its end.
    """
    (size_bytes,) = _HEADER.unpack(_read_exactly(connection, _HEADER.size))
    return _read_exactly(connection, size_bytes)


def write_message(connection: Connection, message: bytes) -> None:
    """Write a message whole; the child's side."""
    for part in (_HEADER.pack(len(message)), message):
        unsent = memoryview(part)
        while unsent:
            unsent = unsent[os.write(connection.fileno(), unsent) :]


def _read_exactly(connection: Connection, size_bytes: int) -> bytes:
    data = io.BytesIO()
    while data.tell() < size_bytes:
        more = os.read(connection.fileno(), min(_CHUNK_BYTES, size_bytes - data.tell()))
        if not more:
            raise EOFError
        data.write(more)
    return data.getvalue()
