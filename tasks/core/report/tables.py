"""Tables that become blocks where there is no room for columns."""

from collections.abc import Collection, Iterable, Sequence

from tasks.core.report.elements import Child, Html, element
from tasks.core.report.words import NONE


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Child]], numeric: Collection[int] = ()) -> Html:
    """A table whose first column names the row. `numeric` are the columns of figures, by number from 0."""
    head = [element("th", name, scope="col", class_=kind(at, numeric)) for at, name in enumerate(columns)]
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *head)),
        element("tbody", *(table_row(columns, row, numeric) for row in rows)),
    )


def kind(at: int, numeric: Collection[int], is_empty: bool = False) -> str | None:
    """Classes of a cell."""
    names = [name for name, holds in (("figure", at in numeric), ("no-value", is_empty)) if holds]
    return " ".join(names) or None


def table_row(columns: Sequence[str], row: Sequence[Child], numeric: Collection[int]) -> Html:
    first = element("th", row[0], scope="row", data_label=columns[0], class_=kind(0, numeric))
    rest = (
        element("td", cell, data_label=name, class_=kind(at, numeric, cell == NONE))
        for at, (name, cell) in enumerate(zip(columns[1:], row[1:], strict=True), start=1)
    )
    return element("tr", first, *rest)
