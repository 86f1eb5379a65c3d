import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from smartcat.bundle import ModelBundle

MakeBundle = Callable[..., ModelBundle]

PROGRAM = """
import sys
from pathlib import Path
from smartcat.bundle import load_bundle
from smartcat.classify import Classifier
from smartcat.models import Page
Classifier(load_bundle(Path(sys.argv[1]))).predict(Page(page_index=0, text="Invoice"))
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_serving_loads_no_training_library(make_bundle: MakeBundle, tmp_path: Path) -> None:
    make_bundle()
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "small.smartcat")]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    modules = set(shown.stdout.split())
    assert "numpy" in modules
    assert not modules & {"sklearn", "scipy", "joblib", "safetensors", "pymupdf", "PIL"}
