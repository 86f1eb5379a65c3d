"""Unpickle a fitted recipe, and classify texts.

    python -m comparison.programs.predict MODEL TEXTS PREDICTIONS

TEXTS is a JSON object of lists of texts. PREDICTIONS becomes one with a list for each text: the
classes' log-probabilities by name.
"""

import json
import sys
from pathlib import Path

import joblib
import numpy as np


def main() -> None:
    """Classify, and write what was found."""
    model_path, source, target = sys.argv[1:]
    texts: dict[str, list[str]] = json.loads(Path(source).read_text(encoding="utf-8"))
    model = joblib.load(model_path)
    rows = model.predict_proba([text for pages in texts.values() for text in pages])
    logs = iter(np.log(np.maximum(rows, np.finfo(float).tiny)))
    predictions = {
        name: [dict(zip(model.classes_, map(float, next(logs)), strict=True)) for _ in pages]
        for name, pages in texts.items()
    }
    Path(target).write_text(json.dumps(predictions), encoding="utf-8")


if __name__ == "__main__":
    main()
