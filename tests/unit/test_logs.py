import json
import logging

import pytest

from smartcat.logs import last_message, log_json


def test_a_record_is_a_line_of_json_with_what_it_is_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log_json(run_id="r", shard=3)
    logging.getLogger("smartcat.worker").info("document done", extra={"pages": 2})
    told = json.loads(capsys.readouterr().err)
    del told["time"]
    assert told == {
        "level": "info",
        "message": "document done",
        "run_id": "r",
        "shard": 3,
        "pages": 2,
    }


def test_a_traceback_stays_in_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    log_json()
    try:
        raise ValueError("broken\nin two")  # noqa: TRY301
    except ValueError:
        logging.getLogger("smartcat").exception("it failed")
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: broken" in json.loads(line)["traceback"]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("", "it said nothing"),
        ('{"message": "first"}\n{"message": "last", "level": "error"}\n', "last"),
        ("Traceback\nKeyError: 'a'\n", "KeyError: 'a'"),
        ('{"other": 1}', '{"other": 1}'),
        ("3", "3"),
    ],
)
def test_the_last_line_says_why_a_worker_ended(log: str, expected: str) -> None:
    assert last_message(log) == expected
