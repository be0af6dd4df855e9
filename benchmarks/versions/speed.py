"""Linking from raw text, beside what others offer: `python -m benchmarks.versions.speed [--rounds N] [--side tune]`.

Documents per second on the file `generated`, one thread, one process, in turn, from the text as it is to families:
- ours: words, sketches, candidates, evidence of pairs, decisions, families (what comes before and after is not in);
- rensa: R-MinHash of word 3-grams, 128 permutations, LSH at 0.5; once more with the text split at spaces alone;
- datasketch: MinHash of word 3-grams, 128 permutations, LSH at 0.5; and of 5-grams at 0.8.
The others are called as their documentation does, one document after the other. Candidates whose estimated Jaccard
similarity reaches the threshold are joined; nothing is verified there. Both are optional; what is missing is said.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from statistics import median

from benchmarks.versions.data import read
from tasks.core.group.candidates import find_pairs
from tasks.core.group.families import find_families
from tasks.core.group.reviewed import NOTHING_REVIEWED
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Row, make_text
from tasks.core.words import WordIds

N_PERMUTATIONS = 128
N_BANDS = 32  # of 4 rows: half of the pairs with a similarity of 0.42 meet
ROUNDS = 5
WORD = re.compile(r"\w+")
FLOORS = {"rensa 3-gram 0.5": 0.3, "datasketch 3-gram 0.5": 1.0, "datasketch 5-gram 0.8": 1.0}  # ratios of one run
SETTINGS = Grouping()

Bodies = Mapping[str, str]  # by name
Names = list[list[str]]


def ours(bodies: Bodies) -> Names:
    ids = WordIds()
    made = (make_text(document(name, body), [sentence(body)], ids) for name, body in bodies.items())
    texts = {text.document_id: text for text in made if len(text.word_ids)}
    known = find_pairs(texts, NOTHING_REVIEWED, SETTINGS)
    families = find_families(texts, known, NOTHING_REVIEWED, SETTINGS)[0]
    return [[member.document_id for member in members] for members in families]


def document(name: str, body: str) -> Row:
    """A row of `staged.document_facts` that states nothing."""
    facts = dict.fromkeys(("title", "issuer", "level", "date_edtf", "date_start", "date_end", "place"))
    stated = {"kind": "statement", "is_statement": True, "carries_statement": True, "language_code": "en"}
    return facts | stated | {"document_id": name, "body": body, "language_codes": ["en"], "signatories": []}


def sentence(body: str) -> Row:
    place = {"sentence_no": 1, "paragraph_no": 1, "start_char": 0, "end_char": len(body)}
    return place | {"in_statement": True, "speaker": None}


def grams(body: str, size: int, is_split: bool = False) -> list[str]:
    """Runs of words without case and punctuation, or of what stands between spaces, which is cheaper."""
    words = body.lower().split() if is_split else WORD.findall(body.lower())
    return [" ".join(words[at : at + size]) for at in range(max(len(words) - size + 1, 1))]


class Homes:
    """Families of names that are joined one by one."""

    def __init__(self, names: Sequence[str]) -> None:
        self.parents = {name: name for name in names}

    def root(self, name: str) -> str:
        while self.parents[name] != name:
            self.parents[name] = self.parents[self.parents[name]]
            name = self.parents[name]
        return name

    def join(self, one: str, other: str) -> None:
        self.parents[self.root(one)] = self.root(other)

    def families(self) -> Names:
        found: dict[str, list[str]] = {}
        for name in self.parents:
            found.setdefault(self.root(name), []).append(name)
        return list(found.values())


def with_rensa(bodies: Bodies, is_split: bool) -> Names:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=N_PERMUTATIONS, num_bands=N_BANDS)
    names, sketches, homes = list(bodies), [], Homes(list(bodies))
    for at, body in enumerate(bodies.values()):
        sketch = RMinHash(num_perm=N_PERMUTATIONS, seed=42)
        sketch.update(grams(body, 3, is_split))
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= 0.5:
                homes.join(names[at], names[other])
        index.insert(at, sketch)
        sketches.append(sketch)
    return homes.families()


def with_datasketch(bodies: Bodies, size: int, threshold: float) -> Names:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=N_PERMUTATIONS)
    sketches, homes = {}, Homes(list(bodies))
    for name, body in bodies.items():
        sketch = sketches[name] = MinHash(num_perm=N_PERMUTATIONS)
        sketch.update_batch([each.encode() for each in set(grams(body, size))])
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= threshold:
                homes.join(name, other)
        index.insert(name, sketch)
    return homes.families()


WAYS: dict[str, tuple[str, Callable[[Bodies], Names]]] = {
    "ours": ("tasks", ours),
    "rensa 3-gram 0.5": ("rensa", lambda bodies: with_rensa(bodies, False)),
    "rensa, split at spaces": ("rensa", lambda bodies: with_rensa(bodies, True)),
    "datasketch 3-gram 0.5": ("datasketch", lambda bodies: with_datasketch(bodies, 3, 0.5)),
    "datasketch 5-gram 0.8": ("datasketch", lambda bodies: with_datasketch(bodies, 5, 0.8)),
}


def main() -> int:
    """1 where ours is below a floor, as a share of what another does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--side", choices=("tune", "check"), help="one half alone")
    given = parser.parse_args()
    bodies = {row["id"]: row["text"].replace("\x00", "") for row in read("generated", given.side)}
    ways = {name: way for name, (package, way) in WAYS.items() if find_spec(package)}
    for name in WAYS.keys() - ways.keys():
        print(f"{name}: not installed, not measured")
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(given.rounds):
        for name, way in ways.items():
            start = time.process_time()
            way(bodies)
            seconds[name].append(time.process_time() - start)
    for name, taken in seconds.items():
        rates = ", ".join(f"{len(bodies) / each:,.0f}" for each in taken)
        print(f"{name:24} {len(bodies) / median(taken):8,.0f} documents a second of CPU ({rates})")
    ratios = {name: median(taken) / median(seconds["ours"]) for name, taken in seconds.items() if name != "ours"}
    for name, ratio in ratios.items():
        print(f"ours / {name:22} {ratio:.2f}" + (f" (at least {FLOORS[name]})" if name in FLOORS else ""))
    return int(any(ratio < FLOORS.get(name, 0.0) for name, ratio in ratios.items()))


if __name__ == "__main__":
    sys.exit(main())
