"""Made files that are no articles: statements in many dresses, press releases, readouts and speeches."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.tasks.core.structure.press.sources import FILES, source

OTHERS = Path(__file__).parents[1] / "made" / "others"
STATEMENTS = ("leaders", "ministers", "nato", "energy", "drought", "rail", "ocean")


@dataclass(frozen=True)
class Other:
    """A made file and what it is."""

    name: str
    text: str
    kind: str


TREATY = (
    "We recall the Charter, which says: “All Members shall settle their international disputes by peaceful means in"
    " such a manner that international peace and security, and justice, are not endangered.” This holds today as it did"
    " then.\n\n"
)
PERSON = (
    "As the Secretary-General told the Assembly last week, “we are at a moment of truth, and we cannot pretend that we"
    " did not know”. He noted that time was short, and he stressed that nobody was safe alone.\n\n"
)
NEWS_BANNER = "News\n\nHome | Newsroom | Statements\n\nShare\n\n"
LETTER_HEAD = "MINISTRY OF FOREIGN AFFAIRS\nPress and Information Department\n12 Harbour Street\n\n"
ISSUED = "The following statement was issued today by the governments concerned.\n\n"
CONTACT = "\n\nMedia contact\nPress office, +00 123 456\n"


def head_and_rest(text: str) -> tuple[str, str]:
    """A statement's first line with letters, and what follows."""
    head, _, rest = text.strip().partition("\n")
    return head, rest.lstrip("\n")


def dressed(name: str) -> Iterator[Other]:
    """One statement with what pages and authors put around it or into it."""
    text = source(name).text
    middle = text.find("\n\n", len(text) // 2) + 2 or len(text)
    if name == "ministers":
        middle = text.find("\n6. ") + 1
    head, rest = head_and_rest(text)
    yield Other(f"{name} with a banner", NEWS_BANNER + text.lstrip(), "statement")
    yield Other(f"{name} with a letter head", LETTER_HEAD + text.lstrip(), "statement")
    yield Other(f"{name} quoting a treaty", text[:middle] + TREATY + text[middle:], "statement")
    yield Other(f"{name} quoting a person", text[:middle] + PERSON + text[middle:], "statement")
    if name != "nato":  # it has no title that could stand above the line
        yield Other(f"{name} introduced", f"{head}\n\n{ISSUED}{rest}{CONTACT}", "statement")


def all_others() -> list[Other]:
    """Statements of `raw/` and our own, plain and dressed, and the files of `made/others/KIND/`."""
    assert set(STATEMENTS) < set(FILES)
    found = [Other(f"{name} plain", source(name).text, "statement") for name in STATEMENTS]
    found += [one for name in STATEMENTS for one in dressed(name)]
    for path in sorted(OTHERS.glob("*/*.txt")):
        found.append(Other(path.stem.replace("_", " "), path.read_text(encoding="utf-8"), path.parent.name))
    return found
