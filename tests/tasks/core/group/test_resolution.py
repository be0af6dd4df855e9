"""Metadata of a statement from all its versions: the best evidence, the finest date, and what contradicts it."""

from datetime import date

import pytest

from tasks.core.group.members import whole_member
from tasks.core.group.resolution import allows, index_candidates, resolve
from tasks.core.group.texts import make_texts
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document

DATELINE = ("dateline", "body", 0.95)
OPENING = ("opening", "body", 0.85)
FRONT_MATTER = ("front_matter", "text", 0.9)
SIGNATURE = ("signature", "body", 0.65)
PROPERTY = ("property_date", "properties", 0.32)
CORRECTION = ("corrected", "corrections", 1.0)


def resolved(*versions):
    """What becomes of versions given as (relation, field, value, evidence), the first of them the main version."""
    members, relations, candidates = [], {}, []
    for number, (relation, field, value, (rule, place, confidence)) in enumerate(versions):
        name = f"version {number}"
        document, spans, sentences = make_document(name, made_paragraphs(1), **{field: value})
        members.append(whole_member(make_texts([document], spans, sentences)[document_id(name)], {}))
        relations[document_id(name)] = relation
        candidates.append(
            {
                "document_id": document_id(name),
                "field": field,
                "value": value,
                "rule": rule,
                "evidence_in": place,
                "confidence": confidence,
                "is_chosen": True,
            }
        )
    return resolve(members[0], members, relations, index_candidates(candidates))


def dated(*versions):
    found = resolved(*((relation, "date_edtf", value, evidence) for relation, value, evidence in versions))
    return found["date_edtf"], found["date_basis"], found["conflicting_fields"]


def test_a_whole_answer():
    assert resolved(("full", "date_edtf", "2024-07", OPENING)) == {
        "title": None,
        "issuer": None,
        "level": None,
        "date_edtf": "2024-07",
        "place": None,
        "signatories": [],
        "date_start": date(2024, 7, 1),
        "date_end": date(2024, 7, 31),
        "date_basis": "stated",
        "conflicting_fields": [],
    }


@pytest.mark.parametrize(
    ("main", "copy", "expected"),
    [
        (("2022-03-24", DATELINE), ("2022-03-25", DATELINE), ("2022-03-24", "stated", ["date_edtf"])),
        (("2022-03-26", PROPERTY), ("2022-03-24", DATELINE), ("2022-03-24", "version", [])),
        (("2022-03-26", FRONT_MATTER), ("2022-03-24", DATELINE), ("2022-03-24", "version", ["date_edtf"])),
        (("2022-03-24", DATELINE), ("2022-03-26", FRONT_MATTER), ("2022-03-24", "stated", ["date_edtf"])),
        (("2022-03-24", OPENING), ("2022-03-25", DATELINE), ("2022-03-24", "stated", ["date_edtf"])),
        (("2022-03-24", DATELINE), ("2022-03-20", CORRECTION), ("2022-03-20", "version", ["date_edtf"])),
        (("2024", OPENING), ("2024-07-11", DATELINE), ("2024-07-11", "version", [])),
        (("2024", OPENING), ("2024-07-11", FRONT_MATTER), ("2024-07-11", "version", [])),
        (("2024", OPENING), ("2024-07-11", PROPERTY), ("2024", "stated", [])),
        (("2024-07-11", DATELINE), ("2024", DATELINE), ("2024-07-11", "stated", [])),
        (("XXXX-07-11", DATELINE), ("2024-07-11", DATELINE), ("2024-07-11", "version", [])),
    ],
)
def test_the_date_with_the_best_evidence(main, copy, expected):
    assert dated(("full", *main), ("truncated", *copy)) == expected


def test_of_equal_evidence_the_nearest_version_speaks():
    silent = ("full", None, DATELINE)
    assert dated(silent, ("revised", "2022-03-25", DATELINE), ("duplicate", "2022-03-24", OPENING))[:2] == (
        "2022-03-24",
        "version",
    )


@pytest.mark.parametrize(
    ("field", "one", "other", "is_conflict"),
    [
        ("title", "Statement of the Council", "STATEMENT of the Council, Vienna", False),
        ("title", "Statement of the Council", "Declaration on Peace", True),
        ("issuer", "NATO", "European Union", True),
        ("place", "Vienna", "Vienna", False),
        ("place", "Vienna", "Brussels", True),
        ("signatories", ["AT", "UA"], ["AT"], False),
        ("signatories", ["AT", "UA"], ["AT", "DE"], True),
    ],
)
def test_what_contradicts_is_flagged_and_the_main_version_kept(field, one, other, is_conflict):
    found = resolved(("full", field, one, OPENING), ("truncated", field, other, OPENING))
    assert found[field] == one
    assert found["conflicting_fields"] == ([field] if is_conflict else [])


def test_a_signature_gives_way_to_what_stands_above_the_text():
    found = resolved(("full", "issuer", "The Secretary", SIGNATURE), ("duplicate", "issuer", "NATO", FRONT_MATTER))
    assert (found["issuer"], found["conflicting_fields"]) == ("NATO", ["issuer"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024", "2024-07-11", True),
        ("2024-07-11", "2024", False),
        ("2024", "2023-12", False),
        ("XXXX-07", "2024-07-11", True),
        ("XXXX-07-11", "2024-07", False),
        ("2022-12-18/2022-12-19", "2022-12-18", True),
    ],
)
def test_which_dates_allow_which(one, other, expected):
    assert allows(one, other) is expected
