"""The world: what there is, and what may happen in it."""

import io
import logging
import os
import shutil
import signal
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from smartcat.errors import ExitCode
from smartcat.reconciling import ReconcilingFailedError
from smartcat.store import ObjectStore
from smartcat.worker import main
from world.batch_service import ENDINGS, Child, Ending, Job
from world.clock import Clock
from world.deployment import FUNCTION_S, deployment
from world.documents import Upload
from world.faults import TROUBLE_FREE, End, Meanwhile, Plan
from world.message_queue import Message, MessageQueue
from world.process import Process, ProcessDiedError
from world.reading import PagesRead, workers_of
from world.services import InMemory, Services
from world.surroundings import surroundings

_AHEAD_S = 3 * FUNCTION_S
SCHEDULE = {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}


class World:
    """Documents, messages, jobs and results, and the processes of SmartCat among them.

    Attributes:
        clock: The time.
        folder: For what processes write while they are at work.
        services: What the processes ask.
        objects: The results.
        documents: The bucket with documents.
        uploads: All that were dropped into it.
        queue: Events about them.
        batch: Jobs.
        job_events: Jobs that ended, of which nobody was told yet.
        pages_read: How often each page was read.
        processes: All processes that there were.
        repeated: How many containers Batch started although they had run.
        bugs: Exceptions that nobody expected.
    """

    def __init__(self, clock: Clock, folder: Path, services: Services | None = None) -> None:
        self.clock = clock
        self.folder = folder
        self.services = services or InMemory()
        self.objects = self.services.objects
        self.documents = self.services.documents
        self.uploads: list[Upload] = []
        self.queue = MessageQueue()
        self.batch = self.services.batch
        self.job_events: list[Job] = []
        self.pages_read = PagesRead()
        self.processes: list[Process] = []
        self.repeated = 0
        self.bugs: list[str] = []

    def upload(self, upload: Upload, events: int = 1) -> None:
        """Drop a document, or replace one; so many events tell of it, of which none may arrive."""
        self.documents.uploads[upload.key] = upload
        self.uploads.append(upload)
        for _ in range(events):
            self.queue.send(upload)
        if not events:  # an operator finds it among those that were not delivered
            message = self.queue.send(upload)
            self.queue.waiting.remove(message)
            self.queue.dead.append(message)

    def deliver(
        self, messages: Sequence[Message], plan: Plan = TROUBLE_FREE, skew_s: float = 0.0
    ) -> None:
        """Let the dispatcher take messages."""
        taken = list(messages)
        self.queue.receive(taken)
        process = self._process(plan, signal.SIGALRM, FUNCTION_S)
        failed = {message.name for message in taken}
        with self._around(process, skew_s) as folder:
            dispatcher = deployment().dispatcher(
                self.store(process),
                self.services.documents_client(process),
                self.services.batch_for(process),
                folder,
            )
            event = {"Records": [message.record for message in taken]}
            answer = dispatcher.handle(event, lambda: process.time_left_s)
            failed = {one["itemIdentifier"] for one in answer["batchItemFailures"]}
            if left := [path.name for path in folder.iterdir()]:  # its folder outlives the call
                self.bugs.append(f"a function left files: {left}")
        self.queue.bring_back([message for message in taken if message.name in failed])

    def reconcile(
        self, event: dict[str, Any], plan: Plan = TROUBLE_FREE, skew_s: float = 0.0
    ) -> None:
        """Let the reconciler hear of something; what it could not do it does another time."""
        process = self._process(plan, None, FUNCTION_S)
        with self._around(process, skew_s), suppress(ReconcilingFailedError):
            batch = self.services.batch_for(process)
            reconciler = deployment().reconciler(self.store(process), batch)
            reconciler.handle(event, lambda: process.time_left_s)

    def run_container(
        self,
        child: Child,
        plan: Plan = TROUBLE_FREE,
        end: End = End.HOST_LOST,
        skew_s: float = 0.0,
    ) -> None:
        """Run a container; should it die, that is how it ended."""
        is_first = not child.is_over and child.status != "RUNNING"
        child.status = "RUNNING" if is_first else child.status
        code = self._run(child.environment, plan, skew_s)
        if is_first:
            self.end(child, ENDINGS[end] if code is None else Ending(code))
        else:  # Batch knows of the other one only
            self.repeated += 1

    def end(self, child: Child, ending: Ending) -> None:
        """Let an attempt end, and an event be sent if it was the last of its job."""
        child.end(ending)
        if child.job.status in {"SUCCEEDED", "FAILED"}:
            self.job_events.append(child.job)

    def store(self, process: Process) -> ObjectStore:
        """The results, as a process sees them."""
        return self.services.store(process)

    @property
    def bystander(self) -> Process:
        """Somebody who looks, and whom nothing happens to."""
        return Process(self.clock)

    @contextmanager
    def calm(self) -> Iterator[None]:
        """Let somebody read documents, and nothing come of it for this world."""
        bystander = self.bystander
        workers = workers_of(bystander, PagesRead())
        with surroundings(bystander, workers, None, self.store(bystander), self.folder):
            yield

    def _run(self, environment: dict[str, str], plan: Plan, skew_s: float) -> int | None:
        """Run the program of a container; its exit code, if it lived to have one."""
        process = self._process(plan, signal.SIGTERM, None)
        code = None
        said = io.StringIO()
        with self._around(process, skew_s), redirect_stderr(said):
            os.environ.update(environment)
            try:
                main()
            except SystemExit as ended:
                code = int(ended.code or 0)
        if code == ExitCode.BUG:
            self.bugs.append(said.getvalue())
        return code

    def _process(
        self, plan: Plan, stop_signal: signal.Signals | None, limit_s: float | None
    ) -> Process:
        deadline = None if limit_s is None else self.clock.now + timedelta(seconds=limit_s)
        process = Process(self.clock, plan, self._meanwhile, stop_signal, deadline)
        self.processes.append(process)
        return process

    @contextmanager
    def _around(self, process: Process, skew_s: float) -> Iterator[Path]:
        """Surround a process for as long as it lives; the folder that it has to itself."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        workers = workers_of(process, self.pages_read)
        client, store = self.services.documents_client(process), self.store(process)
        with (
            self.clock.skewed(skew_s),
            self.services.used_by(process),
            surroundings(process, workers, client, store, folder),
        ):
            logger = logging.getLogger("smartcat")
            logger.handlers, logger.propagate = [_BugWatch(self.bugs)], False
            try:
                yield folder
            except ProcessDiedError:
                if not process.is_dead:  # then another one did, and the fakes are mixed up
                    raise
        shutil.rmtree(folder)

    def _meanwhile(self, other: Meanwhile) -> None:
        if other is Meanwhile.SCHEDULE:
            self.reconcile(SCHEDULE)
        elif other in {Meanwhile.MESSAGE, Meanwhile.MESSAGE_AHEAD}:
            skew_s = _AHEAD_S if other is Meanwhile.MESSAGE_AHEAD else 0.0
            self.deliver(self.queue.waiting[:1], skew_s=skew_s)
        else:
            waiting = "RUNNABLE" if other is Meanwhile.CONTAINER else "RUNNING"
            for child in list(self.batch.children(waiting))[:1]:
                self.run_container(child)


class _BugWatch(logging.Handler):
    """Takes note of exceptions that SmartCat calls a bug."""

    def __init__(self, bugs: list[str]) -> None:
        super().__init__()
        self._bugs = bugs

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self._bugs.append("".join(traceback.format_exception(*record.exc_info)))
