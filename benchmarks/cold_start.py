"""Fresh process to first prediction of a one-page PDF with a text layer, beside the 2018 way.

    python benchmarks/cold_start.py

Both read the same PDF with PyMuPDF. The 2018 way unpickles a scikit-learn pipeline (TF-IDF of word
1- and 2-grams, logistic regression) with joblib; it is fitted here on the text of generated
paperwork. SmartCat runs as its users run it: the whole command, with the starter model.
"""

import sys
import tempfile
from pathlib import Path

import joblib
import pymupdf
from comparison.programs import recipes
from measure import Usage, medians

from smartcat.examples import make_examples

ROUNDS = 15
WAY_OF_2018 = """
import sys, joblib, pymupdf
model = joblib.load(sys.argv[1])
text = "".join(page.get_text() for page in pymupdf.open(sys.argv[2]))
print(model.predict_proba([text]).max())
"""


def main() -> None:
    """Measure, and print a table."""
    _show(measure_start_up(ROUNDS))


def measure_start_up(rounds: int) -> dict[str, Usage]:
    """Measure both in turn; the 2018 way comes first."""
    with tempfile.TemporaryDirectory(prefix="smartcat-") as folder:
        root = Path(folder)
        make_examples(root, documents_per_class=8, packets=0)
        pdfs = sorted(root.glob("documents/*/*-digital.pdf"))
        model = fit_2018_way(pdfs, root)
        pdf = next(path for path in pdfs if pymupdf.open(path).page_count == 1)
        return medians(
            {
                "2018 way": [sys.executable, "-c", WAY_OF_2018, str(model), str(pdf)],
                "smartcat classify": [sys.executable, "-m", "smartcat", "classify", str(pdf)],
            },
            rounds,
        )


def fit_2018_way(pdfs: list[Path], root: Path) -> Path:
    """Fit a pipeline on the text of PDFs, each in a folder of its class; where it is pickled."""
    texts = ["".join(page.get_text() for page in pymupdf.open(path)) for path in pdfs]
    pipeline = recipes.pipeline_of(recipes.WAY_OF_2018)
    pipeline.fit(texts, [path.parent.name for path in pdfs])
    model = root / "model.joblib"
    joblib.dump(pipeline, model)
    return model


def _show(usages: dict[str, Usage]) -> None:
    base = usages["2018 way"].cpu_s
    print(f"medians of {ROUNDS} fresh processes\n")
    print(f"{'':20}{'CPU s':>8}{'ratio':>8}{'MiB':>8}")
    for name, usage in usages.items():
        mebibytes = usage.peak_bytes / 2**20
        print(f"{name:20}{usage.cpu_s:8.3f}{usage.cpu_s / base:8.2f}{mebibytes:8.0f}")


if __name__ == "__main__":
    main()
