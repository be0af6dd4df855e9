"""Laws of annotation, on any text: spans slice back, nothing overlaps, neither order nor batches matter."""

import random
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import Row, to_arrow
from schemas.entity_columns import entity_id
from schemas.tables import ENTITIES, MEMBERSHIPS, MENTIONS
from tasks.core.annotate import Anchor, Annotated, annotate_documents, knowledge_entities, membership_rows

ROOT = Path(__file__).parents[4]
WORDS = (
    *("NATO", "Kyiv", "Russia's", "President", "Putin", "B.", "of", "the", "and", "in", "Summit", "summit", "Council"),
    *("Article", "5", "40,000", "troops", "€", "2%", "March", "2022", "16", "(ABC)", "Treaty", "The", "Alliance", "US"),
    *("Minister", "Ministers", "Paris,", "Pledge", "’s", "-", "resolution", "1325", "(2000)", "Ministry", "Georgia"),
)
sentences_of_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
anything = st.one_of(sentences_of_words, st.text(min_size=1, max_size=60))
bodies = st.lists(anything, min_size=1, max_size=4)
anchors = st.builds(
    Anchor,
    st.sampled_from([None, "2024", "2022-03", "2022-03-24", "2023-02~", "2018-04-12/2018-04-13"]),
    st.sampled_from([None, "NATO", "MY", "FR+PL", "nobody"]),
)


def documents(parts: list[str], name: str = "a") -> tuple[dict[str, object], list[dict[str, object]]]:
    """A document and its sentences, one per part; paragraphs are the same spans."""
    document_id = name * 64
    rows: list[dict[str, object]] = []
    at = 0
    for number, part in enumerate(parts, start=1):
        rows.append(
            {
                "document_id": document_id,
                "sentence_no": number,
                "paragraph_no": number,
                "start_char": at,
                "end_char": at + len(part),
                "in_statement": number > 1,
            }
        )
        at += len(part) + 1
    return {"document_id": document_id, "body": "\n".join(parts)}, rows


def annotated(parts: list[str], anchor: Anchor, name: str = "a") -> Annotated:
    document, sentences = documents(parts, name)
    return annotate_documents([document], sentences, sentences, {str(document["document_id"]): anchor})


@settings(max_examples=150, deadline=None)
@given(bodies, anchors)
def test_mentions_slice_back_within_a_sentence_and_never_overlap(parts: list[str], anchor: Anchor) -> None:
    document, sentences = documents(parts)
    found = annotated(parts, anchor)
    spans = {row["sentence_no"]: row for row in sentences}
    reached = 0
    for number, row in enumerate(found.mentions, start=1):
        sentence = spans[row["sentence_no"]]
        assert str(document["body"])[row["start_char"] : row["end_char"]] == row["surface"] == row["surface"].strip()
        assert reached <= row["start_char"] < row["end_char"] <= int(str(sentence["end_char"]))
        assert row["start_char"] >= int(str(sentence["start_char"]))
        assert (row["mention_no"], row["in_statement"]) == (number, sentence["in_statement"])
        reached = row["end_char"]
    to_arrow(MENTIONS, found.mentions)
    to_arrow(ENTITIES, found.entities)


@settings(max_examples=60, deadline=None)
@given(bodies, anchors)
def test_every_entity_of_a_mention_is_there_once(parts: list[str], anchor: Anchor) -> None:
    import re

    found = annotated(parts, anchor)
    ids = [row["entity_id"] for row in found.entities]
    assert ids == sorted(set(ids))
    named = {row[column] for row in found.mentions for column in ("entity_id", "refers_to_entity_id")} - {None}
    assert named | {other for row in found.mentions for other in row["alternatives"]} == set(ids)
    labels = {row["entity_id"]: row["label"] for row in found.entities}
    assert all(labels[row["entity_id"]] == row["label"] for row in found.mentions)
    assert all(re.fullmatch(entity_id.pattern, one) for one in ids)


@settings(max_examples=30, deadline=None)
@given(st.lists(bodies, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_and_batches_do_not_matter(many: list[list[str]], shuffler: random.Random) -> None:
    anchor = Anchor("2022-03-24", "NATO")
    made = [documents(parts, name) for parts, name in zip(many, "abcd", strict=False)]
    rows = [document for document, _ in made]
    sentences = [row for _, own in made for row in own]
    anchors = {str(row["document_id"]): anchor for row in rows}
    whole = annotate_documents(rows, sentences, sentences, anchors)
    shuffler.shuffle(rows)
    shuffler.shuffle(sentences)
    assert annotate_documents(rows, sentences, sentences, anchors) == whole
    alone = [annotate_documents([row], sentences, sentences, anchors) for row in rows]
    assert sorted((row for one in alone for row in one.mentions), key=place) == whole.mentions


def place(row: Row) -> tuple[object, object]:
    return row["document_id"], row["mention_no"]


def test_memberships_and_their_entities_fit_the_tables() -> None:
    members, listed = membership_rows(), knowledge_entities()
    assert to_arrow(MEMBERSHIPS, members).num_rows == len(members)
    assert to_arrow(ENTITIES, listed).num_rows == len(listed)
    assert {row[column] for row in members for column in ("organisation_id", "member_id")} < {
        row["entity_id"] for row in listed
    }
    alliance = {row["member_id"] for row in members if row["organisation_id"] == "org:nato"}
    assert len(alliance) == 32


def test_importing_the_step_does_not_load_spacy() -> None:
    code = "import sys, tasks.core.annotate; sys.exit('spacy' in sys.modules or 'prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
