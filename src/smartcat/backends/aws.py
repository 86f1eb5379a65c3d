"""The AWS backend: shards in containers of AWS Batch, over a bucket.

Which jobs a run has is written beside it before they are asked for; which shards are done is read
from the store. So whoever submitted a run may leave, and anybody may take it up again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from smartcat.aws.batch import Batch, BatchJob
from smartcat.aws.logs import ContainerLogs
from smartcat.backends.giving_up import End, give_up
from smartcat.errors import ConfigurationError, TransientError
from smartcat.plan.cost import Container
from smartcat.plan.jobs import Job, JobState, claim_job, load_jobs, update_job
from smartcat.plan.run_files import load_run
from smartcat.plan.sizing import AWS_WORKERS, Capacity, arrays, aws_capacity
from smartcat.runs.status import is_cancelled, pending_shards
from smartcat.store import ObjectStore
from smartcat.store.layout import job_uri
from smartcat.worker import RUN_VARIABLE

MOST_JOBS = 5
"""Shards whose host was lost in all attempts of a job move on to another job, of so many."""
_IN_DOUBT = timedelta(minutes=2)
"""How long after a job was to be asked for it may still turn up in lists of jobs."""


@dataclass(frozen=True)
class AwsBackend:
    """Submits jobs to AWS Batch, and looks after them.

    Attributes:
        store: The results bucket.
        batch: AWS Batch.
        queue: The job queue for new jobs; absent: that of the run's last job.
        definition: The job definition for new jobs; absent likewise.
        workers: How many containers are at work at once, as far as planning goes: it is the
            compute environment that sees to it.
        look_again_s: How long to wait before looking again how far a run is.
    """

    store: ObjectStore
    batch: Batch
    queue: str | None = None
    definition: str | None = None
    workers: int = AWS_WORKERS
    look_again_s: float = 5.0

    @property
    def capacity(self) -> Capacity:
        """What there is to do a run with: shards of some minutes on the processors of a container.

        Raises:
            ConfigurationError: There is no such job definition, or none was named.
        """
        return aws_capacity(self._container(self._place(())[1]), self.workers)

    def start(self, run_id: str) -> None:
        """Store what came of jobs that ended, and submit jobs for shards that nobody does."""
        # Whoever else is at it sees the same jobs, and so claims the same number for the next one.
        jobs = tuple(load_jobs(self.store, run_id))
        taken = self._settled(jobs)
        run = load_run(self.store, run_id)
        pending = [shard for shard in pending_shards(self.store, run) if shard not in taken]
        for number, (first, size) in enumerate(arrays(len(pending)), start=len(jobs)):
            queue, definition = self._place(jobs)
            job = Job(
                run_id=run_id,
                number=number,
                shards=tuple(pending[first : first + size]),
                queue=queue,
                definition=definition,
                claimed_at=datetime.now(UTC),
            )
            if is_cancelled(self.store, run_id) or not claim_job(self.store, job):
                return  # somebody else is at it
            self._submit(job)

    def is_alive(self, run_id: str) -> bool:
        """Whether a job of a run waits or runs."""
        jobs = self._open(tuple(load_jobs(self.store, run_id)))
        told = self._told(jobs)
        return any(_is_under_way(job, told) for job in jobs)

    def stop(self, run_id: str) -> None:
        """End all jobs of a run; what was stored stands."""
        for job in self._open(tuple(load_jobs(self.store, run_id))):
            self._end(job)

    def logs(self, run_id: str, shards: Iterable[int]) -> Iterator[tuple[int, str]]:
        """What the containers of some shards said; each in its last attempt."""
        wanted = set(shards)
        logs = ContainerLogs()
        for job in load_jobs(self.store, run_id):
            if job.job_id is None:
                continue
            children = {_child_id(job, shard): shard for shard in job.shards if shard in wanted}
            told = self.batch.described(list(children))
            streams = {children[child]: one.log_stream for child, one in told.items()}
            group = self.batch.shape(job.definition).log_group if streams else ""
            for shard, stream in streams.items():
                if stream:
                    yield shard, "\n".join(logs.lines(group, stream))

    def container_of(self, run_id: str) -> Container | None:
        """What the workers of a run run in, and are paid for; absent before its first job."""
        jobs = tuple(load_jobs(self.store, run_id))
        return self._container(jobs[-1].definition) if jobs else None

    def settle(self, run_id: str) -> None:
        """Store why shards failed whose jobs ended: Batch has tried them often enough."""
        self._settled(tuple(load_jobs(self.store, run_id)))

    def _settled(self, jobs: Sequence[Job]) -> set[int]:
        """Settle jobs that ended; the shards that others still do."""
        taken: set[int] = set()
        open_jobs = self._open(jobs)
        told = self._told(open_jobs)
        for job in open_jobs:
            if _is_under_way(job, told):
                taken |= set(job.shards)
                continue
            if job.job_id in told:
                self._give_up(job, told[job.job_id])
            self._close(job)
        return taken

    def _container(self, definition: str) -> Container:
        shape = self.batch.shape(definition)
        return Container(vcpus=shape.vcpus, memory_mib=shape.memory_mib)

    def _place(self, jobs: Sequence[Job]) -> tuple[str, str]:
        """The queue and the definition for a new job."""
        queue = self.queue or (jobs[-1].queue if jobs else None)
        definition = self.definition or (jobs[-1].definition if jobs else None)
        if queue is None or definition is None:
            raise ConfigurationError(
                "AWS Batch needs a job queue and a job definition; name them with --job-queue and "
                "--job-definition, or SMARTCAT_JOB_QUEUE and SMARTCAT_JOB_DEFINITION"
            )
        return queue, definition

    def _submit(self, job: Job) -> None:
        """Ask for a job that was claimed; once, even if the answer is lost."""
        environment = {RUN_VARIABLE: job_uri(self.store.uri, job.run_id, job.number)}
        size = len(job.shards)
        try:
            job_id = self.batch.submit(job.name, job.queue, job.definition, size, environment)
        except TransientError:
            if self._found(job).job_id is None:
                raise
            return
        noted = self._note(job, job_id)
        if is_cancelled(self.store, job.run_id):  # meanwhile, by somebody who did not know the id
            self._end(noted)

    def _end(self, job: Job) -> None:
        """End a job, whatever its containers do."""
        if job.job_id is not None:
            self.batch.terminate(job.job_id, "cancelled with smartcat-batch")
        self._close(job)

    def _note(self, job: Job, job_id: str) -> Job:
        """Write down what Batch calls a job."""
        noted = job.model_copy(update={"state": JobState.SUBMITTED, "job_id": job_id})
        update_job(self.store, noted)
        return noted

    def _close(self, job: Job) -> None:
        """Write down that nothing more is expected of a job."""
        update_job(self.store, job.model_copy(update={"state": JobState.OVER}))

    def _open(self, jobs: Sequence[Job]) -> list[Job]:
        """Jobs that something is expected of, with their ids as far as Batch has them."""
        return [self._found(job) for job in jobs if job.state is not JobState.OVER]

    def _told(self, jobs: Sequence[Job]) -> dict[str, BatchJob]:
        """What Batch tells of jobs, by id."""
        return self.batch.described([job.job_id for job in jobs if job.job_id])

    def _found(self, job: Job) -> Job:
        """A job with its id, if Batch has it although nobody got the answer."""
        if job.job_id is not None:
            return job
        job_id = self.batch.find(job.name, job.queue)
        return job if job_id is None else self._note(job, job_id)

    def _give_up(self, job: Job, told: BatchJob) -> None:
        """Store why shards of an ended job have no report."""
        run = load_run(self.store, job.run_id)
        left = set(pending_shards(self.store, run)) & set(job.shards)
        if not left:
            return
        children = [told] if len(job.shards) == 1 else self.batch.failed_children(told.job_id)
        failed = {job.shards[child.index or 0]: child for child in children}
        ends = {shard: failed.get(shard, told) for shard in left}
        if job.number + 1 < MOST_JOBS:  # they stay pending, for the next job of the run
            ends = {shard: end for shard, end in ends.items() if not end.has_lost_its_host}
        give_up(
            self.store,
            job.run_id,
            {
                shard: End(end.exit_code, end.reason or "it left no report")
                for shard, end in ends.items()
            },
        )


def _is_under_way(job: Job, told: Mapping[str, BatchJob]) -> bool:
    """Whether a job waits or runs, or may still turn up: Batch tells of new jobs with a delay."""
    batch_job = told.get(job.job_id or "")
    if batch_job is None:
        return datetime.now(UTC) < job.claimed_at + _IN_DOUBT
    return not batch_job.is_over


def _child_id(job: Job, shard: int) -> str:
    """What Batch calls the container of a shard; the job must have an id."""
    if len(job.shards) == 1:
        return str(job.job_id)
    return f"{job.job_id}:{job.shards.index(shard)}"
