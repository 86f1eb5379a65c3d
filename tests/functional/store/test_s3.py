"""What only a bucket does: lost answers, conflicts, refusals."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.stub import Stubber

from smartcat.aws import S3Client
from smartcat.errors import AccessDeniedError, ConfigurationError, SmartCatError, StorageError
from smartcat.store import ObjectNotFoundError, S3Store, open_store

KEY = "claims/d0c"
TO_PUT = {"Bucket": "results", "Key": KEY, "Body": b"mine", "IfNoneMatch": "*"}


@pytest.fixture
def store(s3: S3Client) -> S3Store:
    s3.create_bucket(Bucket="results")
    return S3Store("results", client=s3)


@pytest.fixture
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the waiting out of botocore and of the store; how often they try is kept."""
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


class LosesAnswers:
    """A network that delivers the first write, or somebody else's, and answers with an error."""

    def __init__(self, client: S3Client, written: bytes) -> None:
        self._client = client
        self._written = written
        self._is_done = False

    def __call__(self, request: Any, **_: object) -> AWSResponse | None:
        if self._is_done:
            return None
        self._is_done = True
        self._client.put_object(Bucket="results", Key=KEY, Body=self._written)
        return AWSResponse(request.url, 500, {}, _Nothing())


class _Nothing:
    def stream(self, **_: object) -> list[bytes]:
        return [b""]


@pytest.mark.usefixtures("_no_pauses")
def test_a_write_whose_answer_was_lost_is_known_for_ones_own(s3: S3Client, store: S3Store) -> None:
    s3.meta.events.register_first("before-send.s3.PutObject", LosesAnswers(s3, b"mine"))
    assert store.put_if_absent(KEY, b"mine")
    assert store.get(KEY) == b"mine"


@pytest.mark.usefixtures("_no_pauses")
def test_a_version_whose_replacement_was_not_answered_is_known_for_ones_own(
    s3: S3Client, store: S3Store
) -> None:
    store.put(KEY, b"before")
    seen = store.head(KEY)
    assert seen
    s3.meta.events.register_first("before-send.s3.PutObject", LosesAnswers(s3, b"mine"))
    assert store.replace(KEY, b"mine", seen.version)


@pytest.mark.usefixtures("_no_pauses")
def test_what_another_wrote_while_an_answer_was_lost_is_not_taken_for_ones_own(
    s3: S3Client, store: S3Store
) -> None:
    s3.meta.events.register_first("before-send.s3.PutObject", LosesAnswers(s3, b"another's"))
    assert not store.put_if_absent(KEY, b"mine")
    assert store.get(KEY) == b"another's"


def test_the_same_bytes_of_another_do_not_count_without_an_error(store: S3Store) -> None:
    store.put(KEY, b"mine")
    assert not store.put_if_absent(KEY, b"mine")


# moto never answers 409: what S3 says while another conditional write is under way.
@pytest.mark.usefixtures("_no_pauses")
@pytest.mark.parametrize(("then", "written"), [(None, True), ("PreconditionFailed", False)])
def test_a_write_that_ran_into_another_is_tried_again(
    s3: S3Client, store: S3Store, then: str | None, written: bool
) -> None:
    with Stubber(s3) as stub:
        stub.add_client_error("put_object", "ConditionalRequestConflict", "", 409, None, TO_PUT)
        if then:
            stub.add_client_error("put_object", then, "", 412, None, TO_PUT)
        else:
            stub.add_response("put_object", {}, TO_PUT)
        assert store.put_if_absent(KEY, b"mine") == written
        stub.assert_no_pending_responses()


@pytest.mark.usefixtures("_no_pauses")
def test_writes_that_never_stop_running_into_others_end(s3: S3Client, store: S3Store) -> None:
    with Stubber(s3) as stub:
        for _ in range(4):
            stub.add_client_error("put_object", "ConditionalRequestConflict", "", 409)
        with pytest.raises(StorageError, match=r"claims/d0c.*start again"):
            store.put_if_absent(KEY, b"mine")
        stub.assert_no_pending_responses()


CALLS: dict[str, Callable[[S3Store], object]] = {
    "get": lambda store: store.get(KEY),
    "get_range": lambda store: store.get_range(KEY, 0, 1),
    "head": lambda store: store.head(KEY),
    "put": lambda store: store.put(KEY, b""),
    "put_if_absent": lambda store: store.put_if_absent(KEY, b""),
    "replace": lambda store: store.replace(KEY, b"", "version"),
    "delete": lambda store: store.delete(KEY),
    "list": lambda store: list(store.list("claims/")),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_bucket_that_does_not_exist_is_a_setting(
    s3: S3Client, call: Callable[[S3Store], object]
) -> None:
    with pytest.raises(ConfigurationError, match=r"no such bucket|no bucket nowhere") as told:
        call(S3Store("nowhere", client=s3))
    assert "nowhere" in str(told.value)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_what_a_bucket_refuses_is_told_with_what_to_allow(
    s3: S3Client, store: S3Store, call: Callable[[S3Store], object]
) -> None:
    def refuse(request: Any, **_: object) -> AWSResponse:
        return AWSResponse(request.url, 403, {}, _Nothing())

    s3.meta.events.register_first("before-send.s3", refuse)
    with pytest.raises(AccessDeniedError, match=r"s3://results/claims.*allow what .* s3:GetObject"):
        call(store)


@pytest.mark.usefixtures("_no_pauses")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_bucket_that_keeps_failing_may_be_asked_again_later(
    s3: S3Client, store: S3Store, call: Callable[[S3Store], object]
) -> None:
    asked = []

    def fail(request: Any, **_: object) -> AWSResponse:
        asked.append(request)
        return AWSResponse(request.url, 503, {}, _Nothing())

    s3.meta.events.register_first("before-send.s3", fail)
    with pytest.raises(StorageError, match=r"s3://results/claims.*start again"):
        call(store)
    assert 1 < len(asked) <= 5


def test_without_credentials_access_is_denied(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(AccessDeniedError, match=r"s3://results/claims/d0c: no .*AWS_PROFILE"):
        S3Store("results").get(KEY)


def test_a_profile_that_does_not_exist_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "none-of-ours")
    with pytest.raises(ConfigurationError, match="none-of-ours"):
        open_store("s3://results")


def test_folders_that_a_console_made_are_no_objects(s3: S3Client, store: S3Store) -> None:
    for key in ("runs/", "runs/a/", "runs/a/run.json"):
        s3.put_object(Bucket="results", Key=key)
    assert [stored.key for stored in store.list("runs/")] == ["runs/a/run.json"]


def test_more_objects_than_a_page_holds_are_listed(s3: S3Client, store: S3Store) -> None:
    def ask_for_two(params: dict[str, Any], **_: object) -> dict[str, Any]:
        return {**params, "MaxKeys": 2}

    s3.meta.events.register("provide-client-params.s3.ListObjectsV2", ask_for_two)
    keys = [f"runs/{number}" for number in range(5)]
    for key in keys:
        s3.put_object(Bucket="results", Key=key)
    assert [stored.key for stored in store.list("runs/")] == keys


@pytest.mark.parametrize("key", ["a b+ü%2B?#\n.pdf", "u\u0308.pdf", "x" * 1024])
def test_any_key_is_kept_to_the_letter(store: S3Store, key: str) -> None:
    store.put(key, b"here")
    assert store.get(key) == b"here"
    assert [stored.key for stored in store.list("")] == [key]


def test_a_missing_object_is_not_an_error_of_the_machine(store: S3Store) -> None:
    with pytest.raises(ObjectNotFoundError) as told:
        store.get(KEY)
    assert not isinstance(told.value, SmartCatError)


def test_how_objects_are_encrypted_is_left_to_the_bucket(s3: S3Client, store: S3Store) -> None:
    """A header would win against the bucket's default: against a key of the account, too."""
    sent: list[str] = []
    s3.meta.events.register(
        "before-send.s3.PutObject", lambda request, **_: sent.extend(request.headers.keys())
    )
    s3.put_bucket_encryption(
        Bucket="results",
        ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]
        },
    )
    store.put("plain", b"a")
    store.put_if_absent(KEY, b"mine")
    assert sent
    assert not [name for name in sent if "encryption" in name.lower()]
    assert s3.head_object(Bucket="results", Key=KEY)["ServerSideEncryption"] == "aws:kms"
