"""Made damages of known kind and number, told by the product, and what the truncated copy would lose.

usage: python -m benchmarks.versions.damage [--errors] [--lower-floors REASON]

Originals of the labelled versions (some from each half) are damaged in twenty ways. Originals and copies go through the
whole pipeline as text files; counts are those of `mart.version_damage`. A figure is 1 - the relative error of a kind's
count, all texts of a half together; `cases within 5 %` is the share of single copies whose count is that near;
`told besides` counts all other damages told, for each one planted (`sentences joined` beside a cut left out, which
stands there by definition). What `mart.version_losses` says of the truncated copy among the five statements is held
against the difference of the annotation of both.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import floors
from benchmarks.shared import ROOT, digest, shared
from benchmarks.versions.data import path_of, read, structured
from benchmarks.versions.planting import Planted, plant
from benchmarks.versions.split import HALVES, Half
from tasks.core.group.texts import make_texts
from tests.pipeline import sweep

N_TEXTS = 6  # of each half
N_PLANTED = 8  # in each copy, where it has as many places
MIN_CHARS, MAX_CHARS = 3_000, 15_000
WITHIN = 0.05
BESIDE_CUT = "n_sentences_joined"
REPAIRED = ("n_hyphens_repaired", "n_mojibake_repaired")  # nothing is left: such a copy is as good as its original
NO_COUNTS = ("n_damages", "n_words_lost", "n_numbers_gone", *REPAIRED)
FULL, TRUNCATED = "nato-leaders-statement-full.txt", "nato-leaders-statement-truncated.txt"
GOLD = "evaluation/statements-entities.jsonl"

Figures = dict[str, float]


@dataclass
class Tally:
    """Planted and told, by kind; copies whose count is near; and what else was told."""

    planted: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    besides: Counter[str] = field(default_factory=Counter)
    near: list[bool] = field(default_factory=list)
    n_copies_elected: int = 0
    n_apart: int = 0


def made_copies(side: Half) -> Iterator[tuple[str, str, dict[str, Planted]]]:
    """Some originals, with a copy of each damage that the text has places for."""
    bases = [row for row in read("generated", side) if row["relation"] == "base"]
    bases = sorted((row for row in bases if MIN_CHARS < len(row["text"]) < MAX_CHARS), key=lambda row: str(row["id"]))
    for at, base in enumerate(bases[:: max(1, len(bases) // N_TEXTS)][:N_TEXTS]):
        given, _ = structured([base])
        (text,) = make_texts(given.documents, given.paragraphs, given.sentences).values()
        body = str(text.document["body"])
        yield str(base["id"]), body, dict(plant(body, text.sentences, at, N_PLANTED))


def counts_of(side: Half, folder: Path) -> Iterator[tuple[str, str, Planted, dict[str, Any] | None]]:
    """Each copy with its row of `mart.version_damage`; without one if it is in another family than its original."""
    source = folder / side
    planted: dict[str, tuple[str, str, Planted]] = {}
    for number, (name, body, copies) in enumerate(made_copies(side)):
        target = source / str(number)
        target.mkdir(parents=True)
        (target / "original.txt").write_text(body, encoding="utf-8")
        for kind, copy in copies.items():
            path = target / f"{kind.replace(' ', '-')}.txt"
            path.write_text(copy.text, encoding="utf-8")
            planted[path.relative_to(source).as_posix()] = (name, kind, copy)
    rows = damage_rows(sweep(source, folder / f"{side}-warehouse").published)
    for path, (name, kind, copy) in planted.items():
        original = rows[f"{path.split('/')[0]}/original.txt"]
        row = rows[path]
        yield name, kind, copy, row if row["statement_id"] == original["statement_id"] else None


def damage_rows(published: Path) -> dict[str, dict[str, Any]]:
    with duckdb.connect(str(published), read_only=True) as connection:
        found = connection.execute("from mart.version_damage")
        names = [column[0] for column in found.description or ()]
        return {row["path"]: row for row in (dict(zip(names, values, strict=True)) for values in found.fetchall())}


def measure(side: Half, folder: Path, has_errors: bool) -> Figures:
    tally = Tally()
    besides: dict[str, Counter[str]] = defaultdict(Counter)
    for name, kind, copy, row in counts_of(side, folder):
        if row is None or (row["is_main"] and copy.column not in REPAIRED):
            tally.n_apart += row is None
            tally.n_copies_elected += row is not None
            tally.near.append(False)
            continue
        told = int(row[copy.column])
        tally.planted[kind] += copy.number
        tally.told[kind] += told
        tally.near.append(abs(told - copy.number) <= WITHIN * copy.number)
        others = {
            column: value
            for column, value in row.items()
            if column.startswith("n_") and column not in (copy.column, *NO_COUNTS) and value
        }
        besides[kind].update(others)
        tally.besides.update({column: value for column, value in others.items() if column != BESIDE_CUT})
        if has_errors and side == "tune" and (told != copy.number or others):
            print(f"  {name} {kind}: planted {copy.number}, told {told}, besides {others}")
    for kind, number in tally.planted.items():
        print(f"  {kind:24} planted {number:3}  told {tally.told[kind]:3}  besides {dict(besides[kind])}")
    print(f"  copies elected {tally.n_copies_elected}, copies in another family {tally.n_apart}")
    figures = {kind: 1 - abs(tally.told[kind] - number) / number for kind, number in tally.planted.items()}
    figures["cases within 5 %"] = sum(tally.near) / len(tally.near)
    figures["1 - told besides"] = 1 - sum(tally.besides.values()) / sum(tally.planted.values())
    return {f"{side}: {label}": value for label, value in figures.items()}


def losses(folder: Path) -> Figures:
    """Entities that the truncated copy loses, against what only the annotation of the full text has."""
    gold = {row["doc"]: row for row in map(json.loads, shared(GOLD).read_text(encoding="utf-8").splitlines())}
    full, cut = ({(one["label"], one["id"]) for one in gold[name]["entities"]} for name in (FULL, TRUNCATED))
    query = (
        "select losses.label, coalesce(entities.iso_code, losses.lost) from mart.version_losses as losses"
        " join core.entities using (entity_id) where losses.loss = 'entity' and losses.path = ?"
    )
    with duckdb.connect(str(sweep(ROOT / "raw", folder / "five").published), read_only=True) as connection:
        found = set(connection.execute(query, [TRUNCATED]).fetchall())
    due = full - cut
    print(f"losses of the truncated copy: due {len(due)}, told {len(found)}, both {len(due & found)}")
    for label, names in (("not told", due - found), ("not due", found - due)):
        for name in sorted(names):
            print(f"  {label}: {name}")
    return {"losses: precision": len(due & found) / len(found), "losses: recall": len(due & found) / len(due)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="copies of the half to tune on that are told wrongly")
    floors.add_option(parser)
    given = parser.parse_args()
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as name:
        for side in HALVES:
            print(side)
            figures |= measure(side, Path(name), given.errors)
        figures |= losses(Path(name))
    for label, value in figures.items():
        print(f"{label:40} {value:.3f}")
    return floors.hold("damage", figures, digest(path_of("generated"), shared(GOLD)), given.lower_floors)


if __name__ == "__main__":
    raise SystemExit(main())
