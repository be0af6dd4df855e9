"""Fields: of each the result is shown, and not the instruction that made it."""

from dataclasses import dataclass, field

from tasks.core.formats.docx.xml import Element, attribute, within


@dataclass(slots=True)
class Fields:
    """The fields that are open at some place of a story; of each, whether its result has begun."""

    open: list[bool] = field(default_factory=list)
    n_instructions: int = 0

    @property
    def is_instruction(self) -> bool:
        return self.n_instructions > 0

    def turn(self, kind: str) -> None:
        """A field begins, its result begins, or it ends."""
        if kind == "begin":
            self.open.append(False)
            self.n_instructions += 1
        elif kind in {"separate", "end"} and self.open:
            self.n_instructions -= not self.open.pop()
            self.open += [True] if kind == "separate" else []


def close_fields(root: Element) -> None:
    """Take out of a story the beginnings of fields that never end, lest they hide the rest of the text."""
    waiting: list[Element] = []
    for one in within(root, "fldChar"):
        kind = attribute(one, "fldCharType")
        if kind == "begin":
            waiting.append(one)
        elif kind == "end" and waiting:
            waiting.pop()
    for one in waiting:
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
