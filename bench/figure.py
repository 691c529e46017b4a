"""One measured figure beside its floor, and the table of them all."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """A figure, its floor measured in the same run, and the target; `unit` says what both count."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    target: str = ""
    met: bool | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value divided by floor, or None where there is no floor."""
        return None if not self.floor else self.value / self.floor


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def middle(values: list[float]) -> float:
    """The median of several runs."""
    return float(median(values))


def table(figures: list[Figure]) -> str:
    """The figures as aligned text, one line each."""
    head = ("figure", "value", "floor", "ratio", "target", "met", "note")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[figure.met]
    floor = "" if figure.floor is None else f"{figure.floor:,.2f}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    return (figure.name, f"{figure.value:,.2f} {figure.unit}", floor, ratio, figure.target, met, figure.note)
