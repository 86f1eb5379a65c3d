"""The AWS backend: shards in containers of AWS Batch, over a bucket.

Which jobs a run has is written beside it before they are asked for; which shards are done is read
from the store. So whoever submitted a run may leave, and anybody may take it up again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from smartcat.aws.batch import Batch, BatchJob
from smartcat.aws.logs import ContainerLogs
from smartcat.backends.giving_up import give_up
from smartcat.errors import ConfigurationError, ExitCode, TransientError
from smartcat.plan.cost import Container
from smartcat.plan.jobs import Job, JobState, claim_job, load_jobs, update_job
from smartcat.plan.prices import shipped_prices
from smartcat.plan.run_files import load_run
from smartcat.plan.sizing import AWS_SHARD_S, Capacity, arrays
from smartcat.runs.status import pending_shards
from smartcat.store import ObjectStore
from smartcat.store.layout import job_uri
from smartcat.worker import RUN_VARIABLE

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
    workers: int = 100
    look_again_s: float = 5.0

    @property
    def capacity(self) -> Capacity:
        """What there is to do a run with: shards of some minutes on the processors of a container.

        Raises:
            ConfigurationError: There is no such job definition, or none was named.
        """
        container = self._container(self._place(())[1])
        cores = max(container.vcpus, 1.0)
        least_s, most_s = AWS_SHARD_S
        start_s = shipped_prices().on_fargate.start_s
        bounds_s = (least_s * cores, most_s * cores)
        return Capacity(self.workers, bounds_s, None, container, start_s)

    def start(self, run_id: str) -> None:
        """Store what came of jobs that ended, and submit jobs for shards that nobody does."""
        taken = self.settle(run_id)
        run = load_run(self.store, run_id)
        pending = [shard for shard in pending_shards(self.store, run) if shard not in taken]
        jobs = tuple(load_jobs(self.store, run_id))
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
            if not claim_job(self.store, job):
                return  # somebody else is at it
            self._submit(job)

    def is_alive(self, run_id: str) -> bool:
        """Whether a job of a run waits or runs."""
        return any(True for _ in self._under_way(run_id))

    def stop(self, run_id: str) -> None:
        """End all jobs of a run; what was stored stands."""
        for job in self._open_jobs(run_id):
            if job.job_id is not None:
                self.batch.terminate(job.job_id, "cancelled with smartcat-batch")
            self._close(job)

    def logs(self, run_id: str, shards: Iterable[int]) -> Iterator[tuple[int, str]]:
        """What the containers of some shards said; each in its last attempt."""
        wanted = set(shards)
        logs = ContainerLogs()
        for job in load_jobs(self.store, run_id):
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

    def settle(self, run_id: str) -> set[int]:
        """Store why shards failed whose jobs ended: Batch has tried them often enough.

        Returns:
            Shards that jobs still do.
        """
        under_way = {job.number: job for job in self._under_way(run_id)}
        jobs = self._open_jobs(run_id)
        told = self.batch.described([job.job_id for job in jobs if job.job_id])
        for job in jobs:
            if job.number in under_way:
                continue
            if job.job_id in told:
                self._give_up(job, told[job.job_id])
            self._close(job)
        return {shard for job in under_way.values() for shard in job.shards}

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
        self._note(job, job_id)

    def _note(self, job: Job, job_id: str) -> Job:
        """Write down what Batch calls a job."""
        noted = job.model_copy(update={"state": JobState.SUBMITTED, "job_id": job_id})
        update_job(self.store, noted)
        return noted

    def _close(self, job: Job) -> None:
        """Write down that nothing more is expected of a job."""
        update_job(self.store, job.model_copy(update={"state": JobState.OVER}))

    def _open_jobs(self, run_id: str) -> list[Job]:
        """Jobs that something is expected of, with their ids as far as Batch has them."""
        jobs = [job for job in load_jobs(self.store, run_id) if job.state is not JobState.OVER]
        return [self._found(job) for job in jobs]

    def _found(self, job: Job) -> Job:
        """A job with its id, if Batch has it although nobody got the answer."""
        if job.job_id is not None:
            return job
        job_id = self.batch.find(job.name, job.queue)
        return job if job_id is None else self._note(job, job_id)

    def _under_way(self, run_id: str) -> Iterator[Job]:
        """Jobs that wait or run, or may still turn up."""
        jobs = self._open_jobs(run_id)
        told = self.batch.described([job.job_id for job in jobs if job.job_id])
        for job in jobs:
            may_turn_up = datetime.now(UTC) < job.claimed_at + _IN_DOUBT
            batch_job = told.get(job.job_id or "")
            if may_turn_up if job.job_id is None else batch_job and not batch_job.is_over:
                yield job

    def _give_up(self, job: Job, told: BatchJob) -> None:
        """Store why shards of an ended job have no report."""
        children = [told] if len(job.shards) == 1 else self.batch.failed_children(told.job_id)
        run = load_run(self.store, job.run_id)
        failed = {job.shards[child.index or 0]: child for child in children}
        for shard in set(pending_shards(self.store, run)) & set(job.shards):
            child = failed.get(shard, told)
            code = child.exit_code or ExitCode.BUG
            give_up(self.store, job.run_id, shard, code, child.reason or "it left no report")


def _child_id(job: Job, shard: int) -> str:
    if len(job.shards) == 1:
        return str(job.job_id)
    return f"{job.job_id}:{job.shards.index(shard)}"
