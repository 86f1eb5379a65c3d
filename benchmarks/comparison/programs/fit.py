"""Fit a recipe on texts, and pickle it.

    python -m comparison.programs.fit RECIPE EXAMPLES MODEL

EXAMPLES is a JSON list of pairs: a text and its class.
"""

import json
import sys
from pathlib import Path

import joblib

from comparison.programs.recipes import pipeline_of


def main() -> None:
    """Fit, and write the model."""
    recipe, examples, model = sys.argv[1:]
    texts, labels = zip(*json.loads(Path(examples).read_text(encoding="utf-8")), strict=True)
    joblib.dump(pipeline_of(recipe).fit(texts, labels), model)


if __name__ == "__main__":
    main()
