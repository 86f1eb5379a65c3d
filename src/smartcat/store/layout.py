"""Which objects there are, by key: the same in a folder and in a bucket."""

BLOCK_PAGES = 16
"""Pages of a block. Blocks begin at multiples of it, so that the same pages make the same block,
however a document is shared out. One is lost where a worker is killed: some seconds of OCR."""

_DIGITS = 6
_OF_DOCUMENT = "document-"
RUN_MANIFEST = "run.json"
"""What a run is to do; it is there as soon as all of the run is."""

CANCELLED = "cancelled"
"""Says that somebody cancelled the run."""
SUMMARY = "summary.json"
"""How a run ended; absent while it goes on."""


def documents_prefix() -> str:
    """All documents: each has a name below it, which is its id."""
    return "documents/"


def manifest_key(document_id: str) -> str:
    """The result of a document; written once."""
    return f"{documents_prefix()}{document_id}/manifest.json"


def corrected_key(document_id: str) -> str:
    """The result of a document as the latest correction has it; the manifest stays as it is."""
    return f"{documents_prefix()}{document_id}/corrected.json"


def corrections_prefix(document_id: str) -> str:
    """All that people said of a document, one after the other."""
    return f"{documents_prefix()}{document_id}/corrections/"


def correction_key(document_id: str, number: int) -> str:
    """What a person said of a document; never changed, so that nobody's word is lost."""
    return f"{corrections_prefix(document_id)}{number:0{_DIGITS}}.json"


def document_of(key: str) -> str:
    """Which document an object is of, by its key."""
    return key.removeprefix(documents_prefix()).partition("/")[0]


def blocks_prefix(document_id: str) -> str:
    """All page blocks of a document."""
    return f"{documents_prefix()}{document_id}/pages/"


def block_key(document_id: str, first_page: int, last_page: int) -> str:
    """A page block: text and facts of pages, which never change."""
    pages = f"{first_page:0{_DIGITS}}-{last_page:0{_DIGITS}}"
    return f"{blocks_prefix(document_id)}{pages}.json.gz"


def block_range(key: str) -> tuple[int, int]:
    """First and last page index of a block, by its key."""
    first, _, last = key.rpartition("/")[2].removesuffix(".json.gz").partition("-")
    return int(first), int(last)


def claims_prefix() -> str:
    """All claims."""
    return "claims/"


def claim_key(document_id: str) -> str:
    """Who is at work on a document."""
    return f"{claims_prefix()}{document_id}"


def model_key(digest: str) -> str:
    """A model bundle, by its content."""
    return f"models/{digest}.smartcat"


def promotions_prefix() -> str:
    """All records of which model was put in force; whoever may write here chooses the model."""
    return "models/promotions/"


def promotion_key(number: int) -> str:
    """A record of which model was put in force; never changed."""
    return f"{promotions_prefix()}{number:0{_DIGITS}}.json"


def runs_prefix() -> str:
    """All runs."""
    return "runs/"


def open_runs_prefix() -> str:
    """All runs that go on, as far as anybody knows: each has a name below it, which is its id."""
    return "open/"


def open_run_key(run_id: str) -> str:
    """Says that a run goes on: whoever looks for what was lost need not look at all runs."""
    return f"{open_runs_prefix()}{run_id}"


def run_of_document(document_id: str) -> str:
    """What the run is called that a document has to itself, where the dispatcher submitted it."""
    return f"{_OF_DOCUMENT}{document_id}"


def is_of_document(run_id: str) -> bool:
    """Whether a run is of a single document, and was submitted by the dispatcher."""
    return run_id.startswith(_OF_DOCUMENT)


def run_key(run_id: str, name: str) -> str:
    """An object of a run: what it is to do, or what came out."""
    return f"runs/{run_id}/{name}"


def shard_key(run_id: str, shard: int) -> str:
    """What came of a shard."""
    return f"{shards_prefix(run_id)}{shard:0{_DIGITS}}.json"


def shards_prefix(run_id: str) -> str:
    """What came of all shards that are done, or given up."""
    return f"runs/{run_id}/shards/"


def jobs_prefix(run_id: str) -> str:
    """The jobs of a run on AWS Batch."""
    return f"runs/{run_id}/jobs/"


def job_key(run_id: str, number: int) -> str:
    """A job of a run: which shards it does."""
    return f"{jobs_prefix(run_id)}{number:0{_DIGITS}}.json"


def logs_prefix(run_id: str) -> str:
    """What all workers of a run said, on this machine."""
    return f"runs/{run_id}/logs/"


def log_key(run_id: str, shard: int) -> str:
    """What the worker of a shard said."""
    return f"{logs_prefix(run_id)}{shard:0{_DIGITS}}.log"


def shard_of_key(key: str) -> int:
    """Which shard an object is about, by its key."""
    return int(key.rpartition("/")[2].partition(".")[0])


def run_uri(store_uri: str, run_id: str) -> str:
    """The URI of a run manifest, for a worker."""
    return f"{store_uri}/{run_key(run_id, RUN_MANIFEST)}"


def job_uri(store_uri: str, run_id: str, number: int) -> str:
    """The URI of a run manifest, for the workers of a job of the run."""
    return f"{run_uri(store_uri, run_id)}#{number}"


def run_of(manifest_uri: str) -> tuple[str, str]:
    """The store's URI and the run's id, from the URI of a run manifest."""
    root, _, run_id = manifest_uri.removesuffix(f"/{RUN_MANIFEST}").rpartition("/runs/")
    return root, run_id
