"""What annotation finds of names that no list holds: each listed name of the gold is taken out, and looked for again.

Usage: python -m benchmarks.entities.generality [five|sample|tune|check|FOLDER …] [--list]

An entity is taken out whole, with all its surfaces, by reading the knowledge from a folder without its row; several at
once where no document mentions two of them. Counted are entities of label ORG, PERSON, DOC and EVENT whose name is no
bare acronym. A mention counts as found where one of the same label overlaps it. --list shows each entity's share.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.entities.documents import Given
from benchmarks.entities.score import MARKED, GoldRow, load
from benchmarks.floors import add_option, hold
from benchmarks.shared import digest, shared
from schemas import knowledge
from schemas.knowledge.entities import Entity, entities
from tasks.core.annotate.document import annotate

LABELS = ("ORG", "PERSON", "DOC", "EVENT")
READERS = ("schemas.knowledge", "tasks.core")  # what they keep is read from the tables
SETS = ["five", "sample", "tune"]
MAX_LOST = 0.02  # of precision


@dataclass(frozen=True, slots=True)
class Case:
    """A document and its gold mentions, as the scoring script reads them."""

    given: Given
    gold: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one document: how often each entity of the gold was found and missed, and how many mentions were right.

    `named` are the ids of the entities that were found, right or wrong.
    """

    found: Counter[tuple[str, str]]
    missed: Counter[tuple[str, str]]
    n_right: int
    n_wrong: int
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of 1: of mentions found, by entity; strict precision with everything known, and the mean without each."""

    found: dict[Entity, float]
    precision: float
    precision_without: float

    def mean(self, label: str = "") -> float:
        shares = [share for entity, share in self.found.items() if label in ("", entity.label)]
        return fmean(shares) if shares else 0.0


@cache
def scorer() -> Any:
    """The scoring script of the evaluation, as a module."""
    folder = str(shared("evaluation"))
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module("score_entities")


@contextmanager
def without(removed: Collection[Entity]) -> Iterator[None]:
    """The knowledge as if nobody had listed the entities."""
    whole = knowledge.FOLDER
    with TemporaryDirectory() as name:
        try:
            copy_without(whole, Path(name), {entity.entity_id for entity in removed})
            knowledge.FOLDER = Path(name)
            forget()
            yield
        finally:
            knowledge.FOLDER = whole
            forget()


def copy_without(whole: Path, folder: Path, entity_ids: Set[str]) -> None:
    """All tables but the rows of some entities; tables without them are linked."""
    for path in whole.glob("*.csv"):
        rows = knowledge.rows(path.stem)
        kept = [row for row in rows if row.get("entity_id") not in entity_ids]
        if len(kept) == len(rows):
            (folder / path.name).symlink_to(path)
            continue
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(kept)


def forget() -> None:
    """Empty all that is kept between documents of what the tables say."""
    for name, module in list(sys.modules.items()):
        if name.startswith(READERS):
            for kept in list(vars(module).values()):
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def cases(names: Iterable[str]) -> list[Case]:
    found: list[Case] = []
    for name in names:
        documents, gold = load(name)
        by_stem: dict[str, GoldRow] = {scorer().document_stem(row["doc"]): row for row in gold}
        for given in documents:
            mentions = by_stem[scorer().document_stem(given.stem)]["entities"]
            found.append(Case(given, tuple(scorer().gold_mention(one) for one in mentions)))
    return found


def key(mention: Any) -> tuple[str, str]:
    return (mention.label, scorer().fold_id(mention.label, mention.entity_id))


def outcome(case: Case) -> Outcome:
    """Annotate a document with the knowledge as it is now."""
    script, structured = scorer(), case.given.structured
    body = structured.document["body"]
    spans = tuple((row["start_char"], row["end_char"]) for row in structured.sentences)
    blocks = tuple((row["start_char"], row["end_char"]) for row in structured.paragraphs)
    found = annotate(body, spans, blocks, case.given.anchor)
    mentions = [
        script.Mention(script.fold_surface(body[one.start : one.end]), one.label, one.entity.name) for one in found
    ]
    required = Counter(key(one) for one in case.gold if not one.optional)
    _, _, missed = script.score_surfaces(list(case.gold), list(mentions), relaxed=True)
    right, wrong, _ = script.score_surfaces(list(case.gold), list(mentions), relaxed=False)
    lost = Counter(key(one) for one in missed)
    named = frozenset(one.entity.entity_id for one in found)
    return Outcome(required - lost, lost, len(right), len(wrong), named)


def listed(given: list[Case], whole: list[Outcome]) -> dict[Entity, frozenset[int]]:
    """Entities of the knowledge that count here, and the documents that mention them, by the gold or by us."""
    by_key = {
        key_of(entity): entity
        for entity in entities().values()
        if entity.label in LABELS and not is_acronym(entity.name)
    }
    due = {name for case in given for one in case.gold if not one.optional and (name := key(one)) in by_key}
    places: dict[Entity, frozenset[int]] = {}
    for entity in sorted((by_key[name] for name in due), key=lambda entity: entity.entity_id):
        places[entity] = frozenset(
            number
            for number, (case, one) in enumerate(zip(given, whole, strict=True))
            if entity.entity_id in one.named or key_of(entity) in {key(gold) for gold in case.gold}
        )
    return places


def key_of(entity: Entity) -> tuple[str, str]:
    return (entity.label, scorer().fold_id(entity.label, entity.name))


def rounds(places: Mapping[Entity, frozenset[int]]) -> list[list[Entity]]:
    """The entities in as few groups as it takes that no document mentions two of a group."""
    groups: list[tuple[set[int], list[Entity]]] = []
    for entity in sorted(places, key=lambda entity: (-len(places[entity]), entity.entity_id)):
        taken, group = next(((taken, group) for taken, group in groups if not taken & places[entity]), (set(), []))
        if not group:
            groups.append((taken, group))
        taken |= places[entity]
        group.append(entity)
    return [group for _, group in groups]


def is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


def generality(names: Iterable[str]) -> Figures:
    """Take out the listed entities, and annotate the documents that mention them again."""
    given = cases(names)
    whole = [outcome(case) for case in given]
    n_right, n_wrong = sum(one.n_right for one in whole), sum(one.n_wrong for one in whole)
    places = listed(given, whole)
    found: dict[Entity, float] = {}
    precisions: list[float] = []
    for group in rounds(places):
        with without(group):
            again = {number: outcome(given[number]) for entity in group for number in sorted(places[entity])}
        for entity in group:
            changed = [(whole[number], again[number]) for number in sorted(places[entity])]
            name = key_of(entity)
            n_found, n_missed = (sum(getattr(new, part)[name] for _, new in changed) for part in ("found", "missed"))
            found[entity] = n_found / (n_found + n_missed)
            right = n_right + sum(new.n_right - old.n_right for old, new in changed)
            wrong = n_wrong + sum(new.n_wrong - old.n_wrong for old, new in changed)
            precisions.append(right / (right + wrong))
    precision = n_right / (n_right + n_wrong)
    return Figures(found, precision, fmean(precisions) if precisions else precision)


def main() -> int:
    """Print the mean share over all entities and over those of each label, and what precision loses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--list", action="store_true", help="each entity with its share")
    add_option(parser)
    options = parser.parse_args()
    figures = generality(options.sets)
    if options.list:
        for entity, share in sorted(figures.found.items(), key=lambda item: (item[1], item[0].entity_id)):
            print(f"  {share:5.2f}  {entity.entity_id}")
    for label in ("", *LABELS):
        n_entities = sum(label in ("", entity.label) for entity in figures.found)
        print(f"{figures.mean(label):7.3f}  found without being listed, {label or 'all'} ({n_entities} entities)")
    print(f"{figures.precision:7.3f}  strict precision")
    lost = figures.precision - figures.precision_without
    print(f"{lost:7.3f}  of it lost without one entity, in the mean")
    shares = {label or "all": figures.mean(label) for label in ("", *LABELS)}
    measured_on = digest(*(MARKED / "tune").glob("*.txt"))
    if options.sets == SETS and hold("generality", shares, measured_on, options.lower_floors, group="entities"):
        return 1
    return int(lost > MAX_LOST)


if __name__ == "__main__":
    sys.exit(main())
