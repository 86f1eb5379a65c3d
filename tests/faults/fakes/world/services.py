"""What processes ask: a store, a bucket with documents, AWS Batch."""

from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from smartcat.aws import S3Client
from smartcat.aws.batch import Batch
from smartcat.store import ObjectStore
from smartcat.store.protocol import StoredObject
from world.batch_client import BatchClient
from world.batch_service import BatchService, Child, Job
from world.documents import DocumentsBucket, DocumentsClient, Upload
from world.objects import Objects
from world.process import Process
from world.results_store import ResultsStore


class Results(Protocol):
    """What is stored, for whoever looks."""

    def below(self, prefix: str) -> Iterator[StoredObject]:
        """Objects below a prefix, by key."""
        ...


class Documents(Protocol):
    """A bucket with documents."""

    @property
    def uploads(self) -> MutableMapping[str, Upload]:
        """What lies there, by key; what is changed here is changed there."""
        ...


class Jobs(Protocol):
    """Jobs that were submitted."""

    @property
    def jobs(self) -> Sequence[Job]:
        """All of them, the first one first."""
        ...

    def children(self, *statuses: str) -> Iterator[Child]:
        """Containers of all jobs that are that far."""
        ...


class Services(Protocol):
    """What processes ask, and what the world sees of it."""

    @property
    def objects(self) -> Results:
        """The results."""
        ...

    @property
    def documents(self) -> Documents:
        """The bucket with documents."""
        ...

    @property
    def batch(self) -> Jobs:
        """The jobs."""
        ...

    def store(self, process: Process) -> ObjectStore:
        """The results, as a process sees them."""
        ...

    def documents_client(self, process: Process) -> S3Client:
        """Make what a process fetches documents with."""
        ...

    def batch_for(self, process: Process) -> Batch:
        """Make what a process asks Batch with."""
        ...

    def used_by(self, process: Process) -> AbstractContextManager[None]:
        """Surround what a process does for as long as it is the one that asks."""
        ...


class InMemory:
    """Services that do nothing but what SmartCat relies on.

    Attributes:
        objects: The results.
        documents: The bucket with documents.
        batch: The jobs.
    """

    def __init__(self) -> None:
        self.objects = Objects()
        self.documents = DocumentsBucket()
        self.batch = BatchService()

    def store(self, process: Process) -> ObjectStore:
        return ResultsStore(self.objects, process)

    def documents_client(self, process: Process) -> S3Client:
        return DocumentsClient(self.documents, process)

    def batch_for(self, process: Process) -> Batch:
        client = BatchClient(self.batch, process)
        return Batch(client, client)

    def used_by(self, _process: Process) -> AbstractContextManager[None]:
        return nullcontext()
