"""Read PDFs with OCRmyPDF, a process for each file, and keep only its sidecar.

    python -m comparison.programs.read_with_ocrmypdf LANGUAGES TEXTS FILE...

TEXTS becomes a JSON object: the texts of the pages by file name.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

_PAGE_END = "\f"


def main() -> None:
    """Read all files."""
    languages, target, *names = sys.argv[1:]
    texts = {Path(name).name: _read(name, languages) for name in names}
    Path(target).write_text(json.dumps(texts), encoding="utf-8")


def _read(name: str, languages: str) -> list[str]:
    """Read one file; no PDF is written, which is all that can be left out."""
    ocrmypdf = Path(sys.executable).with_name("ocrmypdf")
    with tempfile.TemporaryDirectory() as folder:
        sidecar = Path(folder) / "sidecar.txt"
        options = ["--skip-text", "--jobs", "1", "--quiet", "--output-type", "none"]
        command = [str(ocrmypdf), *options, "--language", languages, "--sidecar", str(sidecar)]
        subprocess.run([*command, name, "-"], check=True, stdout=subprocess.DEVNULL)
        return sidecar.read_text(encoding="utf-8").removesuffix(_PAGE_END).split(_PAGE_END)


if __name__ == "__main__":
    main()
