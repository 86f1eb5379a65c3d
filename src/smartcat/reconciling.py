"""The reconciler: looks at what is stored, and sees to it that whatever was lost goes on.

It hears of jobs that ended, and looks around now and then, because events get lost, too.
"""

import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from smartcat.aws import told_of
from smartcat.backends import Backend
from smartcat.claims import withdraw_expired
from smartcat.errors import RunNotFoundError, SmartCatError
from smartcat.finalise import Finaliser
from smartcat.plan.jobs import run_of_job
from smartcat.plan.run_files import load_run
from smartcat.plan.run_manifest import RunManifest
from smartcat.runs.conclusion import load_summary
from smartcat.runs.control import reconcile_run
from smartcat.runs.status import is_cancelled, pending_shards
from smartcat.sorting import Sorter
from smartcat.store import ObjectNotFoundError, ObjectStore
from smartcat.store.layout import open_run_key, open_runs_prefix
from smartcat.worker.model import load_model

_logger = logging.getLogger(__name__)

_LEAST_S = 30.0
"""With less time left no other run is begun; it is looked at the next time."""
_ABANDONED = timedelta(hours=1)
"""A run that was not written so long after that was begun will not be."""


class ReconcilingFailedError(Exception):
    """Some runs could not be looked at; the log says which. The event must come again."""


@dataclass(frozen=True)
class Reconciler:
    """Takes up what was lost; to do so twice changes nothing.

    Attributes:
        store: The results bucket.
        backend: What runs shards.
    """

    store: ObjectStore
    backend: Backend

    def handle(self, event: Mapping[str, Any], time_left_s: Callable[[], float]) -> None:
        """Look at the run of a job that ended, or at all runs that go on.

        Args:
            event: Of AWS Batch, or of a schedule.
            time_left_s: Tells the seconds that are left.

        Raises:
            ReconcilingFailedError: Something could not be done; what it was is logged.
        """
        if event.get("source") == "aws.batch":
            detail = event["detail"]
            run_id = run_of_job(detail["jobName"])
            is_child = "index" in detail.get("arrayProperties", {})
            if run_id is None or is_child:  # all children end before their array does
                return
            self._look_at([run_id], time_left_s)
        else:
            is_tidy = self._did(self._remove_expired_claims)
            self._look_at(self._open_runs(), time_left_s)
            if not is_tidy:
                raise ReconcilingFailedError("expired claims are left")

    def _look_at(self, runs: Sequence[str], time_left_s: Callable[[], float]) -> None:
        failed = 0
        for run_id in runs:
            if time_left_s() < _LEAST_S and run_id != runs[0]:
                break
            failed += not self._did(partial(self.reconcile, run_id), run_id=run_id)
        if failed:
            raise ReconcilingFailedError(f"{failed} of {len(runs)} runs")

    def _did(self, attempt: Callable[[], None], **told: object) -> bool:
        """Attempt something; whether it was done. What keeps one run up keeps up no other."""
        try:
            attempt()
        except SmartCatError as error:
            _logger.error("not reconciled", extra=told | told_of(error))  # noqa: TRY400
        except Exception:
            _logger.exception("a bug", extra=told)
        else:
            return True
        return False

    def _remove_expired_claims(self) -> None:
        withdrawn = withdraw_expired(self.store)
        _logger.info("expired claims removed", extra={"claims": withdrawn})

    def _open_runs(self) -> list[str]:
        try:
            return list(self.store.names(open_runs_prefix()))
        except SmartCatError as error:
            _logger.error("runs not listed", extra=told_of(error))  # noqa: TRY400
            raise ReconcilingFailedError("no run could be looked at") from None

    def reconcile(self, run_id: str) -> None:
        """Let a run go on, or conclude it.

        Raises:
            SmartCatError: The store or the backend cannot be asked.
        """
        try:
            run = load_run(self.store, run_id)
        except RunNotFoundError:
            self._forget_abandoned(run_id)
            return
        if is_cancelled(self.store, run_id):
            self.backend.stop(run_id)
        elif not self._is_whole(run_id):
            self.backend.start(run_id)
            if not pending_shards(self.store, run):
                self._conclude(run)
            return
        self.store.delete(open_run_key(run_id))

    def _is_whole(self, run_id: str) -> bool:
        """Whether a run ended, with a result or a reason for each document."""
        summary = load_summary(self.store, run_id)
        return summary is not None and not summary.pending

    def _conclude(self, run: RunManifest) -> None:
        with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
            sorter = Sorter(load_model(self.store, run, Path(folder)), run.split)
            finaliser = Finaliser(self.store, sorter, run.read)
            healed = reconcile_run(self.store, run.run_id, finaliser)
        _logger.info("run concluded", extra={"run_id": run.run_id, "finalised": healed})

    def _forget_abandoned(self, run_id: str) -> None:
        """Forget a run that somebody began to write, and did not."""
        try:
            begun = datetime.fromisoformat(self.store.get(open_run_key(run_id)).decode())
        except ObjectNotFoundError:  # somebody else forgot it meanwhile
            return
        if begun + _ABANDONED < datetime.now(UTC):
            self.store.delete(open_run_key(run_id))
