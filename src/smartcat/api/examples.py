"""Make up labelled paperwork to try SmartCat on."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smartcat.api.files import check_output_file
from smartcat.api.options import Progress
from smartcat.errors import UsageError

if TYPE_CHECKING:
    from smartcat.examples import Scenario


def make_examples(
    directory: str | Path,
    *,
    seed: int = 0,
    documents_per_class: int = 20,
    packets: int = 10,
    scenarios: Sequence[str] = (),
    held_out: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Make a dataset of German and English home-loan paperwork, with its ``labels.csv``.

    Args:
        directory: An empty or new folder.
        seed: The same seed gives the same files.
        documents_per_class: Single documents of each class; half of them scans.
        packets: Files of many documents each.
        scenarios: Hard cases that packets are made of, such as ``duplex``; absent: a mix of all.
        held_out: With issuers, names, phrases and layouts that training never sees.
        progress: Told after each file how many are made, of how many.

    Returns:
        The table of labels, a dataset to train on.

    Raises:
        UsageError: The folder is not empty, a number is negative, or there is no such scenario.
        AccessDeniedError: The folder cannot be written.
    """
    directory = Path(directory)
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory} is not empty; name a new folder")

    from smartcat.examples import Wording
    from smartcat.examples import make_examples as make

    return make(
        directory,
        seed=seed,
        documents_per_class=documents_per_class,
        packets=packets,
        wording=Wording.HELD_OUT if held_out else Wording.TRAINING,
        scenarios=_scenarios(scenarios),
        progress=progress,
    )


def make_packet(
    path: Path, *, seed: int = 0, pages: int = 20, scenarios: Sequence[str] = ()
) -> None:
    """Make one PDF of many documents that training never sees, and a CSV of what they are.

    Args:
        path: The PDF; the CSV lies beside it.
        seed: The same seed gives the same files.
        pages: About how many pages.
        scenarios: Hard cases that it is made of; absent: a mix of all.

    Raises:
        UsageError: It is not the name of a new PDF, or there is no such scenario.
        AccessDeniedError: It cannot be written.
    """
    if path.suffix.lower() != ".pdf" or path.exists():
        raise UsageError(f"{path} is not the name of a new file that ends in .pdf")
    check_output_file(path)

    from smartcat.examples import PacketOptions, Wording
    from smartcat.examples import make_packet as make
    from smartcat.examples.labels import write_labels

    composition = PacketOptions(pages=pages, scan_share=0.5)
    if cases := _scenarios(scenarios):
        composition = replace(composition, scenarios=cases)
    rows = make(path, seed=seed, wording=Wording.HELD_OUT, options=composition)
    write_labels(path.with_suffix(".csv"), rows)


def _scenarios(names: Sequence[str]) -> "tuple[Scenario, ...]":
    from smartcat.examples import Scenario

    known = {scenario.value: scenario for scenario in Scenario}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"There is no scenario '{unknown[0]}'; name one of {', '.join(known)}")
    return tuple(known[name] for name in names)
