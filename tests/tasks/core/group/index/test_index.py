"""The index gives the pairs that all texts together have, however they came, and names all that a change touches."""

import random
import sqlite3
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tasks.core.group.candidates import sketch_pairs
from tasks.core.group.index import (
    DamagedIndexError,
    Indexed,
    Touched,
    change,
    drop_index,
    holders,
    open_index,
    write_index,
)
from tasks.core.group.settings import Grouping
from tasks.core.group.shingles import sketch

CODE = "code 1"
SMALL = Grouping(
    rare_documents=2,
    common_documents=3,
    max_documents=4,
    min_sketch=6,
    common_weight=0.5,
    frequent_weight=0.25,
    min_hits=1.5,
    min_hit_share=0.4,
    min_quoted_hits=3,
)
KEPT = Touched((), (), (), {})


def make_indexed(name, words, settings=SMALL, key="1"):
    """A document that holds some of a few 3-grams, given as numbers."""
    hashes = np.array(sorted(words), np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return Indexed(name, key, f"words {sorted(words)}", sketch(hashes, settings))


def pairs_from_scratch(documents, settings):
    """Pairs of names, and what each document's text is paired with."""
    texts = {}
    for each in sorted(documents.values(), key=lambda each: each.document_id):
        texts.setdefault(each.signature, (each.document_id, each.sketch))
    named = sorted(texts.values(), key=lambda each: each[0])
    return sorted(
        (named[left][0], named[right][0])
        for counts in sketch_pairs([sketched for _, sketched in named], settings)
        for left, right in zip(counts.left.tolist(), counts.right.tolist(), strict=True)
    )


def stored_pairs(path):
    """Pairs as they are stored, by names."""
    connection = sqlite3.connect(path)
    try:
        names = dict(connection.execute("select text, min(document_id) from documents group by text"))
        found = connection.execute("select text, other from pairs").fetchall()
    finally:
        connection.close()
    return sorted(tuple(sorted((names[one], names[other]))) for one, other in found)


def partners(documents, pairs):
    """Everything each document is compared with: copies, and the candidates of its text."""
    heads = {}
    for name in sorted(documents):
        heads.setdefault(documents[name].signature, name)
    found = {name: {heads[each.signature]} for name, each in documents.items()}
    for one, other in pairs:
        for name, each in documents.items():
            head = heads[each.signature]
            if head in (one, other):
                found[name].add(other if head == one else one)
    return found


def step(path, before, arrived, gone, settings, evidence=None):
    """Touch and write one change, and hold both against the pairs from scratch."""
    after = {name: each for name, each in before.items() if name not in gone} | {
        each.document_id: each for each in arrived
    }
    with open_index(path, CODE) as index:
        assert index.keys() == {name: each.key for name, each in sorted(before.items())}
        touched = index.touch(arrived, gone, [], settings)
    pairs_before, pairs_after = pairs_from_scratch(before, settings), pairs_from_scratch(after, settings)
    write_index(path, CODE, arrived, gone, evidence or {}, settings)
    assert stored_pairs(path) == pairs_after

    old, new = partners(before, pairs_before), partners(after, pairs_after)
    changed = {name for name in after if old.get(name) != new[name]}
    assert set(touched.documents) >= changed | {each.document_id for each in arrived}
    whole = set(touched.documents)
    heads = {name for name in whole if new[name] & {name}} | {head for name in whole for head in new[name]}
    assert list(touched.pairs) == [pair for pair in pairs_after if whole & set(pair)]
    assert touched.outside == (), "all pairs are strong, so that components are whole"
    assert heads <= whole
    return after, touched


HOLDINGS = st.frozensets(st.integers(1, 14), min_size=0, max_size=8)
CHANGES = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcdefghijkl"), HOLDINGS, max_size=6), st.sets(st.sampled_from("abcdefghijkl"))
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(params=[0, 10], ids=["looked up", "in memory where it is cheaper"])
def way(request, monkeypatch):
    monkeypatch.setattr(change, "LARGE", request.param)
    monkeypatch.setattr(change, "CHUNK", 3)
    monkeypatch.setattr(holders, "MAX_KNOWN", 20)


@pytest.mark.usefixtures("way")
@limits(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_any_sequence_of_changes_stores_the_pairs_from_scratch(changes, tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "fingerprints.sqlite"
    documents = {}
    for given_now, gone in changes:
        arrived = [make_indexed(name, words) for name, words in given_now.items()]
        documents, _ = step(path, documents, arrived, gone - given_now.keys(), SMALL)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("seed", range(2))
def test_several_hundred_texts_in_batches_of_any_size(seed, tmp_path):
    chance = random.Random(seed)
    settings = replace(SMALL, rare_documents=4, common_documents=6, max_documents=9, min_hit_share=0.15)
    path = tmp_path / "fingerprints.sqlite"
    documents = {}

    def made(name):
        family, shared = chance.randrange(100), chance.randrange(30)
        own = chance.sample(range(100 * family, 100 * family + 14), 8)
        return make_indexed(name, [*own, *range(10_000 + 20 * shared, 10_000 + 20 * shared + 3)], settings)

    for size in (400, 1, 2, 60, 1, 100, 1, 1, 7):
        arrived = [made(f"{chance.randrange(800):03}") for _ in range(size)]
        arrived = list({each.document_id: each for each in arrived}.values())
        names = sorted(documents.keys() - {each.document_id for each in arrived})
        gone = chance.sample(names, min(len(names), chance.choice((0, 1, 20))))
        documents, _ = step(path, documents, arrived, gone, settings)
    assert len(documents) > 300


def family(n, settings=SMALL):
    """Documents that hold the same four 3-grams and two of their own."""
    return [make_indexed(f"{at:02}", [1, 2, 3, 4, 100 + 2 * at, 101 + 2 * at], settings) for at in range(n)]


def test_a_fingerprint_that_gets_crowded_counts_for_nobody_and_comes_back(tmp_path):
    path = tmp_path / "fingerprints.sqlite"
    documents, _ = step(path, {}, family(4), [], SMALL)
    assert stored_pairs(path) == []
    few = replace(SMALL, common_weight=1.0, frequent_weight=1.0)
    path = tmp_path / "few.sqlite"
    documents, _ = step(path, {}, family(4), [], few)
    assert len(stored_pairs(path)) == 6
    documents, touched = step(path, documents, family(5)[4:], [], few)
    assert (stored_pairs(path), touched.documents) == ([], ("00", "01", "02", "03", "04"))
    documents, touched = step(path, documents, [], ["02"], few)
    assert len(stored_pairs(path)) == 6
    assert touched.documents == ("00", "01", "03", "04")


def test_evidence_is_kept_with_the_pair_and_lost_with_its_direction(tmp_path):
    path = tmp_path / "fingerprints.sqlite"
    one, other = make_indexed("b", range(1, 9)), make_indexed("c", range(1, 10))
    write_index(path, CODE, [one, other], [], {("b", "c"): "found", ("b", "x"): "of nobody"}, SMALL)
    with open_index(path, CODE) as index:
        touched = index.touch([make_indexed("d", range(1, 9))], [], [], SMALL)
        assert touched == Touched(("b", "c", "d"), (("b", "c"),), (), {("b", "c"): "found"})
        touched = index.touch([make_indexed("a", range(1, 9))], [], [], SMALL)
        assert (touched.pairs, touched.evidence) == ((("a", "c"),), {("a", "c"): "found"})
        touched = index.touch([make_indexed("a", range(1, 10))], [], [], SMALL)
        assert (touched.pairs, touched.evidence) == ((("a", "b"),), {}), "it would be read the wrong way round"


def test_ties_hold_components_together_and_are_pairs(tmp_path):
    path = tmp_path / "fingerprints.sqlite"
    write_index(path, CODE, [make_indexed("b", range(1, 9)), make_indexed("c", range(20, 29))], [], {}, SMALL)
    with open_index(path, CODE) as index:
        arrived = [make_indexed("a", range(1, 10))]
        assert index.touch(arrived, [], [], SMALL).documents == ("a", "b")
        touched = index.touch(arrived, [], [("b", "c"), ("b", "unknown")], SMALL)
    assert touched == Touched(("a", "b", "c"), (("a", "b"), ("b", "c")), (), {})


def test_weak_pairs_hold_no_component_together(tmp_path):
    whole = replace(SMALL, min_sketch=50)
    path = tmp_path / "fingerprints.sqlite"
    chain = [make_indexed(name, range(at * 4, at * 4 + 8), whole) for at, name in enumerate("abcde")]
    write_index(path, CODE, chain, [], {}, whole, weak={("c", "d"): True, ("b", "c"): True})
    arrived = [make_indexed("f", [0, 1, 2, 3, 500], whole)]
    with open_index(path, CODE) as index:
        touched = index.touch(arrived, [], [], whole)
    assert touched.documents == ("a", "b", "f")
    assert touched.pairs == (("a", "b"), ("a", "f"), ("b", "c"))
    assert touched.outside == ("c",)


def test_partners_of_a_changed_text_are_reached_though_the_pair_is_weak(tmp_path):
    whole = replace(SMALL, min_sketch=50)
    path = tmp_path / "fingerprints.sqlite"
    chain = [make_indexed(name, range(at * 4, at * 4 + 8), whole) for at, name in enumerate("abcde")]
    weak = dict.fromkeys([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")], True)
    write_index(path, CODE, chain, [], {}, whole, weak=weak)
    with open_index(path, CODE) as index:
        touched = index.touch([make_indexed("f", [0, 1, 2, 3, 500], whole)], [], [], whole)
        assert touched == Touched(("a", "b", "f"), (("a", "b"), ("a", "f"), ("b", "c")), ("c",), {})
        touched = index.touch([], ["a"], [], whole)
        assert touched == Touched(("b", "c"), (("b", "c"), ("c", "d")), ("d",), {})


def test_other_code_damage_and_absence_make_an_empty_index(tmp_path):
    path = tmp_path / "state" / "fingerprints.sqlite"
    with open_index(path, CODE) as index:
        assert index.keys() == {}
    assert not path.exists()
    write_index(path, CODE, family(3), [], {}, SMALL)
    with open_index(path, CODE) as index:
        assert list(index.keys()) == ["00", "01", "02"]
    with open_index(path, "code 2") as index:
        assert index.keys() == {}
    for content in (b"", b"no database", path.read_bytes()[:100]):
        path.write_bytes(content)
        with open_index(path, CODE) as index:
            assert index.keys() == {}
        write_index(path, CODE, family(2), [], {}, SMALL)
        with open_index(path, CODE) as index:
            assert list(index.keys()) == ["00", "01"]


def test_damage_that_shows_late_is_named(tmp_path):
    path = tmp_path / "fingerprints.sqlite"
    write_index(path, CODE, family(200), [], {}, SMALL)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(DamagedIndexError), open_index(path, CODE) as index:
        index.touch(family(1), [], [], SMALL)
    with pytest.raises(DamagedIndexError):
        write_index(path, CODE, family(1), [], {}, SMALL)
    drop_index(path)
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.executescript("pragma cache_size = 1; begin; delete from documents; delete from postings;")
os._exit(9)
"""


def test_what_a_killed_writer_left_is_taken_back(tmp_path):
    path = tmp_path / "fingerprints.sqlite"
    write_index(path, CODE, family(200), [], {}, SMALL)
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert path.with_name(path.name + "-journal").exists()
    with open_index(path, CODE) as index:
        assert len(index.keys()) == 200


def test_nothing_is_written_by_halves(tmp_path):
    path = tmp_path / "fingerprints.sqlite"
    write_index(path, CODE, family(3), [], {}, SMALL)
    before = path.read_bytes()
    broken = replace(family(4)[3], key=None)
    with pytest.raises(sqlite3.IntegrityError):
        write_index(path, CODE, [broken], ["00"], {}, SMALL)
    assert path.read_bytes() == before
