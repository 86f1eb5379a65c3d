"""Make what can go stale from the code: JSON Schemas, and the pages of the reference.

Without arguments it writes the files; with ``--check`` it fails if any of them differs.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from documentation.schema_page import schema_page
from documentation.settings_page import settings_page
from python_reference import python_reference
from smartcat import errors
from smartcat.bundle import BundleMetadata
from smartcat.compare import Comparison
from smartcat.corrections import AppliedCorrections
from smartcat.doctor.findings import Finding
from smartcat.drift import Drift
from smartcat.evaluate.result import Evaluation, PageEvaluation
from smartcat.models import (
    CorrectedManifest,
    Correction,
    DocumentManifest,
    Page,
    PageBlock,
    ShardReport,
    WorkItem,
)
from smartcat.plan.calibrating import Calibration
from smartcat.plan.coefficients import Coefficients
from smartcat.plan.run_manifest import RunManifest
from smartcat.promotion import Promotion
from smartcat.runs.costs import RunCosts
from smartcat.runs.route_plan import RoutePlan
from smartcat.runs.status import RunStatus
from smartcat.runs.submitting import PlanSummary
from smartcat.split import SplitResult
from smartcat.thresholds import RiskCurve, ThresholdChoice

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS: dict[str, Any] = {
    "calibration": Calibration,
    "coefficients": Coefficients,
    "comparison": Comparison,
    "corrected-manifest": CorrectedManifest,
    "correction": Correction,
    "corrections-applied": AppliedCorrections,
    "document-manifest": DocumentManifest,
    "doctor-findings": list[Finding],
    "drift": Drift,
    "evaluation": PageEvaluation | Evaluation,
    "model-bundle": BundleMetadata,
    "page": Page,
    "page-block": PageBlock,
    "promotion": Promotion,
    "route-plan": RoutePlan,
    "run-costs": RunCosts,
    "run-manifest": RunManifest,
    "run-plan": PlanSummary,
    "run-status": RunStatus,
    "shard-report": ShardReport,
    "split": SplitResult,
    "threshold": ThresholdChoice | RiskCurve,
    "work-item": WorkItem,
}
COMMANDS = (
    (),
    ("classify",),
    ("split",),
    ("review",),
    ("review", "serve"),
    ("plan",),
    ("train",),
    ("evaluate",),
    ("compare",),
    ("threshold",),
    ("drift",),
    ("calibrate",),
    ("corrections",),
    ("corrections", "apply"),
    ("corrections", "show"),
    ("model",),
    ("model", "show"),
    ("model", "promote"),
    ("model", "rollback"),
    ("model", "list"),
    ("examples",),
    ("examples", "make"),
    ("examples", "packet"),
)
BATCH_COMMANDS = (
    (),
    ("submit",),
    ("wait",),
    ("watch",),
    ("status",),
    ("list",),
    ("results",),
    ("logs",),
    ("cost",),
    ("doctor",),
    ("cancel",),
    ("retry",),
    ("reconcile",),
)
PROGRAMS = {
    "smartcat": ("smartcat.cli", COMMANDS),
    "smartcat-batch": ("smartcat.cli.batch.main", BATCH_COMMANDS),
}
PROGRAM = "import sys; sys.argv[0] = '{name}'; from {module} import main; main()"
TERMINAL = {"NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}


def main() -> None:
    """Write or compare all generated files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = [path for path, text in generated().items() if not _settle(path, text, check=check)]
    if stale:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        sys.exit(f"stale: {names}; run: make generate")


def generated() -> dict[Path, str]:
    """Return all generated files and what they should say."""
    schemas = {name: _schema(kind) for name, kind in SCHEMAS.items()}
    files = {
        ROOT / "schemas" / f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }
    reference = ROOT / "docs" / "reference"
    return files | {
        reference / "commands.md": _commands(),
        reference / "exit-codes.md": _exit_codes(),
        reference / "schemas.md": schema_page(schemas),
        reference / "python-api.md": python_reference(),
        reference / "settings.md": settings_page(),
    }


def _settle(path: Path, text: str, *, check: bool) -> bool:
    if check:
        return path.is_file() and path.read_text(encoding="utf-8") == text
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def _schema(kind: Any) -> dict[str, Any]:
    return TypeAdapter(kind).json_schema(mode="serialization")


def _commands() -> str:
    parts = ["# Commands\n\nMade from `--help` by `make generate`.\n"]
    for name, (module, commands) in PROGRAMS.items():
        program = PROGRAM.format(name=name, module=module)
        for command in commands:
            title = " ".join((name, *command))
            parts.append(f"\n## {title}\n\n```text\n{_help(program, command)}\n```\n")
    return "".join(parts)


def _help(code: str, command: tuple[str, ...]) -> str:
    program = [sys.executable, "-c", code, *command, "--help"]
    environment = {**os.environ, **TERMINAL}
    shown = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in shown.stdout.strip().splitlines())


def _exit_codes() -> str:
    tree = re.search(r"( {4}SmartCatError.*)", errors.__doc__ or "", re.DOTALL)
    lines = [
        "# Exit codes\n",
        "Made from `smartcat/errors.py` by `make generate`. Codes are added, never renumbered.",
        "The tens digit is the retry policy.\n",
        "| code | name |",
        "|---|---|",
        *(f"| {int(code)} | {code.name.lower().replace('_', ' ')} |" for code in errors.ExitCode),
        "\n```text",
        tree[1].rstrip() if tree else "",
        "```",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
