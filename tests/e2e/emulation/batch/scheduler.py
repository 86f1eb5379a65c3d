"""Runs jobs: the oldest first, as many at once as there are vCPUs."""

import queue
import threading
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from emulation.batch.attempt import TIMED_OUT, Attempt, stop
from emulation.batch.job import Job, Status
from emulation.batch.names import Json, Place, now_ms
from emulation.batch.queues import JobQueues
from emulation.batch.retrying import is_tried_again
from emulation.batch.surroundings import Surroundings

_CHILD_FAILED = "Array Child Job failed"


@dataclass
class Scheduler:
    """Runs jobs, a thread for each container.

    Attributes:
        place: Whose.
        queues: All job queues.
        surroundings: What runs the containers, and hears what became of them.
        waiting: Jobs that may run, by job queue.
        changed: Held by whoever reads or changes jobs; notified when one might run.
    """

    place: Place
    queues: JobQueues
    surroundings: Surroundings
    waiting: dict[str, deque[Job]] = field(default_factory=lambda: defaultdict(deque))
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        # Events are told in order, and by nobody who holds the lock: who hears them may ask back.
        self._events: queue.SimpleQueue[Json | None] = queue.SimpleQueue()
        self._running = 0
        self._is_closed = False
        self._threads = [
            threading.Thread(target=work, daemon=True)
            for work in (self._tell_events, self._start_jobs)
        ]
        for thread in self._threads:
            thread.start()

    def add(self, job: Job) -> None:
        """Run a job, or the children of an array job, as soon as may be."""
        with self.changed:
            self._tell(job)
            for each in job.children or [job]:
                self._set(each, Status.RUNNABLE)
                self.waiting[job.terms.queue["jobQueueName"]].append(each)
            self.changed.notify_all()

    def end(self, job: Job, reason: str) -> None:
        """End a job for good, however far it is."""
        with self.changed:
            for each in job.children or [job]:
                if each.status.is_over or each.stop_reason:
                    continue
                each.stop_reason = reason
                if not each.status.has_container:
                    self._finish(each, Status.FAILED, reason)
                elif each.container:
                    stop(each.container)

    def lose_host(self, job: Job, reason: str) -> None:
        """Take the host from under a job, without warning."""
        with self.changed:
            if job.status is Status.RUNNING and job.container:
                job.lost_host = reason
                job.container.kill()

    def close(self) -> None:
        """Start no more jobs, and wait for those that run: no thread is left."""
        with self.changed:
            self._is_closed = True
            self.changed.notify_all()
            self.changed.wait_for(lambda: not self._running)
        self._events.put(None)
        for thread in self._threads:
            thread.join()

    def _start_jobs(self) -> None:
        while True:
            with self.changed:
                while not (ready := list(self._ready())) and not self._is_closed:
                    self.changed.wait()
                self._running += len(ready)
            if not ready:
                return
            for job in ready:
                threading.Thread(target=self._run, args=[job], daemon=True).start()

    def _ready(self) -> Iterable[Job]:
        """Give vCPUs to jobs, in each queue to the oldest first."""
        if self._is_closed:
            return
        by_priority = sorted(
            self.waiting, key=lambda name: -self.queues.records.get(name, {}).get("priority", 0)
        )
        for name in by_priority:
            jobs = self.waiting[name]
            while jobs:
                if not jobs[0].status.is_over:
                    jobs[0].environment = self.queues.take(name, jobs[0].vcpus)
                    if jobs[0].environment is None:
                        break
                    self._set(jobs[0], Status.STARTING)
                    yield jobs[0]
                jobs.popleft()

    def _run(self, job: Job) -> None:
        attempt = Attempt(job, self.place, self.surroundings)
        try:
            self._see_through(job, attempt)
        except Exception as error:  # noqa: BLE001  # an error here must end the job, not hang it
            attempt.status_reason = f"the emulation failed: {error!r}"
        with self.changed:
            job.container = None
            self.queues.environments.give_back(job.environment or "", job.vcpus)
            self._conclude(job, attempt)
            self._running -= 1
            self.changed.notify_all()

    def _see_through(self, job: Job, attempt: Attempt) -> None:
        job.lost_host = None
        container = attempt.start()
        if container is None:
            return
        with self.changed:
            job.container = container
            job.started_ms = now_ms()
            job.latest = attempt.told()
            self._set(job, Status.RUNNING)
            if job.stop_reason:  # it was ended while its container was started
                stop(container)
        attempt.see_through(container)

    def _conclude(self, job: Job, attempt: Attempt) -> None:
        job.attempts.append(attempt.record())
        job.latest = attempt.told()
        if job.stop_reason:
            self._finish(job, Status.FAILED, job.stop_reason)
        elif attempt.succeeded:
            self._finish(job, Status.SUCCEEDED, attempt.status_reason)
        elif attempt.status_reason != TIMED_OUT and _again(job, attempt):
            self._set(job, Status.RUNNABLE)
            self.waiting[job.terms.queue["jobQueueName"]].appendleft(job)
        else:
            self._finish(job, Status.FAILED, attempt.status_reason)

    def _finish(self, job: Job, status: Status, reason: str | None) -> None:
        job.status_reason = reason
        job.stopped_ms = now_ms()
        self._set(job, status)

    def _set(self, job: Job, status: Status) -> None:
        array = job.array
        if array:
            array.counts[job.status] -= 1
            array.counts[status] += 1
        job.status = status
        self._tell(job)
        if array:
            self._follow(array)

    def _follow(self, array: Job) -> None:
        """Have an array job be as far as its children."""
        failed = array.counts[Status.FAILED]
        if failed + array.counts[Status.SUCCEEDED] < len(array.children):
            if array.status is Status.SUBMITTED:
                self._set(array, Status.PENDING)
        elif failed:
            self._finish(array, Status.FAILED, array.stop_reason or _CHILD_FAILED)
        else:
            self._finish(array, Status.SUCCEEDED, None)

    def _tell(self, job: Job) -> None:
        self._events.put(job.detail())

    def _tell_events(self) -> None:
        while (event := self._events.get()) is not None:
            self.surroundings.services.tell(event)


def _again(job: Job, attempt: Attempt) -> bool:
    return is_tried_again(
        job.terms.retry,
        len(job.attempts),
        attempt.exit_code,
        attempt.reason,
        attempt.status_reason,
    )
