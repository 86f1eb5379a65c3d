"""The one place where an event loop runs: many requests to S3 at once, for callers without one."""

from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Self, TypeVar

from smartcat.aws import S3Client, async_s3_client

if TYPE_CHECKING:
    import asyncio

Result = TypeVar("Result")


class ConcurrentS3:
    """Serves many requests at once, in the thread of the caller, while that waits for one of them.

    The caller may have no event loop of its own running. Other threads there are none but those
    in which names of hosts are looked up. The client is made for the first request.

    Args:
        connections: How many requests may be under way at once.
    """

    def __init__(self, connections: int) -> None:
        import asyncio  # which the command line need not load

        self._connections = connections
        self._runner = asyncio.Runner()
        self._resources = AsyncExitStack()
        self._client: S3Client = None
        self._started: set[asyncio.Task[Any]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self._client is not None:
                self._runner.run(self._close())
        finally:
            self._runner.close()

    def start(
        self, request: Callable[[S3Client], Coroutine[Any, Any, Result]]
    ) -> "asyncio.Task[Result]":
        """Let a request begin the next time that somebody waits."""
        if self._client is None:
            client = async_s3_client(self._connections)
            self._client = self._runner.run(self._resources.enter_async_context(client))
        task = self._runner.get_loop().create_task(request(self._client))
        self._started.add(task)
        task.add_done_callback(self._started.discard)
        return task

    def wait(self, task: "asyncio.Task[Result]") -> Result:
        """Wait for a request; others go on meanwhile."""
        return self._runner.run(_outcome(task))

    async def _close(self) -> None:
        """Drop what nobody waits for any more."""
        from asyncio import gather

        left = tuple(self._started)
        for task in left:
            task.cancel()
        await gather(*left, return_exceptions=True)
        await self._resources.aclose()


async def _outcome(task: "asyncio.Task[Result]") -> Result:
    return await task
