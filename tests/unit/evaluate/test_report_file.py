import os
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

from smartcat.errors import AccessDeniedError, ConfigurationError, MissingProgramError
from smartcat.evaluate.report import report_html, write_report
from smartcat.evaluate.result import (
    ClassFigures,
    Confusion,
    PageEvaluation,
    ReliabilityBin,
    RiskCoverage,
)

HALF_RIGHT = ClassFigures(precision=0.5, recall=0.5, f1=0.5, support=4)
EVALUATION = PageEvaluation(
    model="sha256:0123",
    pages=8,
    unscored=0,
    accuracy=0.5,
    macro_f1=0.5,
    ece=0.1,
    auroc=0.9,
    threshold=0.8,
    accepted=0.0,
    accepted_accuracy=None,
    classes={"$a$": HALF_RIGHT, "b": HALF_RIGHT},
    confusion=Confusion(labels=("$a$", "b"), counts=((2, 2), (2, 2))),
    risk_coverage=(RiskCoverage(review=1.0, errors_caught=1.0),),
    reliability=(ReliabilityBin(confidence=0.6, accuracy=0.5, pages=8),),
)


def test_the_same_evaluation_gives_the_same_bytes(tmp_path: Path) -> None:
    write_report(EVALUATION, tmp_path / "one.html", dataset="d", model_name="m")
    with mpl.rc_context({"font.size": 30, "text.usetex": True, "svg.fonttype": "path"}):
        write_report(EVALUATION, tmp_path / "two.html", dataset="d", model_name="m")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_the_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.html"
    for name in ("first", "second \udcff"):
        write_report(EVALUATION, path, dataset=name, model_name="m")
    assert "second \\udcff" in path.read_text(encoding="utf-8")
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "report.html"
    with pytest.raises(ConfigurationError, match=re.escape(str(path))):
        write_report(EVALUATION, path, dataset="d", model_name="m")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_place_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AccessDeniedError, match="name another file"):
        write_report(EVALUATION, tmp_path / "r.html", dataset="d", model_name="m")


def test_without_the_plotting_library_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("matplotlib.")]:
        monkeypatch.delitem(sys.modules, module)
    for module in ("report_sections", "plots", "confusion_plot", "reliability_plot", "inline_svg"):
        monkeypatch.delitem(sys.modules, f"smartcat.evaluate.{module}", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingProgramError, match=re.escape("pip install 'smartcat[train]'")):
        report_html(EVALUATION, dataset="d", model_name="m")


def test_the_plotting_library_is_loaded_only_to_draw() -> None:
    code = "import sys, smartcat.evaluate.report; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
