"""What the parts of a zip weigh, beside the 2018 way, and whether that is too much."""

from collections.abc import Mapping
from dataclasses import dataclass

from lambda_zip.contents import Contents, PackageError

_MB = 10**6
_ALL, _WAY_OF_2018 = "all, as the zip is", "the 2018 way, as installed"


@dataclass(frozen=True)
class Size:
    """Bytes, unpacked and in the zip."""

    unpacked: int
    zipped: int


@dataclass(frozen=True)
class Weighed:
    """What a zip weighs.

    Attributes:
        parts: Sizes by the name of the part.
        whole: All of them, in a zip.
        way_of_2018: The 2018 way, in a zip.
    """

    parts: Mapping[str, Size]
    whole: Size
    way_of_2018: Size

    def rows(self) -> dict[str, Size]:
        """All lines of the table, by their names."""
        return {**self.parts, _ALL: self.whole, _WAY_OF_2018: self.way_of_2018}


def table(weighed: Mapping[str, Weighed]) -> str:
    """Show sizes by architecture, in megabytes of 1,000,000 bytes."""
    head = "".join(f"{name:>20}" for name in weighed)
    units = f"{'unpacked':>12}{'zip':>8}" * len(weighed)
    lines = [f"{'MB':<28}{head}", f"{'':<28}{units}"]
    columns = [one.rows() for one in weighed.values()]
    for name in sorted(columns[0], key=lambda row: (row in {_ALL, _WAY_OF_2018}, row)):
        sizes = "".join(_cells(rows[name]) for rows in columns)
        lines.append(f"{name:<28}{sizes}")
    return "\n".join(lines)


def check(architecture: str, whole: Size, contents: Contents) -> None:
    """Refuse a zip that is too large.

    Raises:
        PackageError: It is; says by how much.
    """
    limits = Size(contents.unpacked_bytes, contents.zipped_bytes)
    if whole.unpacked > limits.unpacked or whole.zipped > limits.zipped:
        raise PackageError(
            f"the zip for {architecture} has {whole.unpacked / _MB:.1f} MB unpacked and "
            f"{whole.zipped / _MB:.1f} MB zipped; allowed are {limits.unpacked / _MB:.0f} MB and "
            f"{limits.zipped / _MB:.0f} MB: leave more out (scripts/lambda_zip/contents.toml)"
        )


def _cells(size: Size) -> str:
    return f"{size.unpacked / _MB:>12.1f}{size.zipped / _MB:>8.1f}"
