import json
import logging
from datetime import datetime

import pytest

from smartcat.logs import MEASURED, Measured, last_message, log_json


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


def test_a_traceback_stays_in_its_line_and_says_where_but_not_what(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log_json()
    try:
        raise ValueError("Dear Mrs " + "Example\nin two")  # noqa: TRY301
    except ValueError:
        logging.getLogger("smartcat").exception("it failed")
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert told["error"] == "ValueError"
    assert "test_logs.py" in told["traceback"]
    assert "Mrs Example" not in line


def test_figures_are_marked_as_metrics_where_cloudwatch_reads_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    figures = Measured(
        {"Route": "inline"}, {"Pages": "Count", "PageSeconds": "Seconds"}, {"Pages": 3}
    )
    for has_metrics in (False, True):
        log_json(has_metrics=has_metrics)
        logging.getLogger("smartcat").info("document done", extra={MEASURED: figures})
    plain, marked = map(json.loads, capsys.readouterr().err.splitlines())
    assert plain["Route"] == marked["Route"] == "inline"
    assert plain["Pages"] == marked["Pages"] == 3
    assert "_aws" not in plain
    moment = datetime.fromisoformat(marked["time"]).timestamp() * 1000
    assert abs(marked["_aws"].pop("Timestamp") - moment) <= 1
    assert marked["_aws"] == {
        "CloudWatchMetrics": [
            {
                "Namespace": "SmartCat",
                "Dimensions": [["Route"]],
                "Metrics": [{"Name": "Pages", "Unit": "Count"}],
            }
        ]
    }


def test_a_level_says_what_is_not_worth_it(capsys: pytest.CaptureFixture[str]) -> None:
    log_json(level="ERROR")
    logging.getLogger("smartcat").warning("a page could not be read")
    assert capsys.readouterr().err == ""


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
