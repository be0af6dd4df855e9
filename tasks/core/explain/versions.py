"""Evidence for `core.versions` and `core.statement_history`: which text renders which statement, and how whole."""

import json
from collections.abc import Iterator, Mapping

from tasks.core.explain.model import RECORD, ROWS, TEXT, Case, Evidence, Finder, Kind
from tasks.core.explain.reader import Reader
from tasks.core.explain.spans import both, files, own_span, row_evidence, spot
from tasks.core.query import Row

SHOWN = 8  # sentences or versions that are listed
CHANGES = ("same", "cut", "edited", "moved", "missing", "added")
RELATIONS = {
    "full": "it is the main version, or the only one",
    "duplicate": "it has the words of the main version, in their order",
    "reformatted": "it is the same text, otherwise rendered or read",
    "truncated": "it lost stretches of more than 2 % of the main version's words, and adds little",
    "revised": "2 % of its words or more were changed",
    "translation": "it is in another language than the main version, or calls itself a translation",
    "excerpt-in-article": "it is an article that carries the statement",
}


def measured(row: Row) -> str:
    """The measurements of a row in words."""
    found = json.loads(row["evidence"])
    return ", ".join(f"{name} {value}" for name, value in found.items() if not isinstance(value, dict)) or "none"


def version_evidence(reader: Reader, row: Row, note: str = "") -> Iterator[Evidence]:
    """The span of a version."""
    said = f"{row['relation']}, {100 * row['coverage_ratio']:.1f} % of the main version's words"
    main = "the main version" if row["is_main"] else said
    return spot(reader, row, note=note or f"{main} of {row['statement_id']}", rule="")


def this_version(case: Case) -> Iterator[Evidence]:
    return version_evidence(case.reader, case.row)


def main_version(case: Case) -> Iterator[Evidence]:
    """The main version that this one is held against, if it is another."""
    for row in case.reader.versions(case.row["statement_id"]):
        if row["is_main"] and row["document_id"] != case.row["document_id"]:
            yield from version_evidence(case.reader, row)


def other_versions(case: Case) -> Iterator[Evidence]:
    """The other versions of the statement."""
    for row in case.reader.versions(case.row["statement_id"])[: SHOWN + 1]:
        if row["document_id"] != case.row.get("document_id"):
            yield from version_evidence(case.reader, row)


def own_version(case: Case) -> Row | None:
    """The version that `core.documents` tells of; nothing where the document is a version of no statement."""
    query = "from core.versions where document_id = ? and statement_id = ?"
    return case.reader.row(query, case.document_id, case.row["statement_id"])


def version_of_document(case: Case) -> Iterator[Evidence]:
    """The version that `core.documents` tells of, what it lost, and the main version."""
    if row := own_version(case):
        inner = Case(case.reader, case.table, row, case.column)
        yield from this_version(inner)
        yield from lost_sentences(inner)
        yield from main_version(inner)


def lost_sentences(case: Case) -> Iterator[Evidence]:
    """The alignment counted, and the first sentences of the main version of which words are gone."""
    row = case.row
    mains = [each for each in case.reader.versions(row["statement_id"]) if each["is_main"]]
    if row["is_main"] or not mains:
        return
    main_id = mains[0]["document_id"]
    query = (
        "select change, count(*) as n from core.sentence_alignments where document_id = ? and main_document_id = ?"
        " group by change"
    )
    counts = {each["change"]: each["n"] for each in case.reader.rows(query, row["document_id"], main_id)}
    said = ", ".join(f"{counts[change]} {change}" for change in CHANGES if change in counts)
    yield row_evidence(case, f"core.sentence_alignments: {said}", f"measured: {measured(row)}", row["document_id"])
    query = (
        "select sentences.*, alignments.change from core.sentence_alignments as alignments"
        " join core.sentences as sentences on sentences.document_id = alignments.main_document_id"
        " and sentences.sentence_no = alignments.main_sentence_no"
        " where alignments.document_id = ? and alignments.main_document_id = ? and change in ('missing', 'cut')"
        " order by change desc, alignment_no"
    )
    for each in case.reader.rows(query, row["document_id"], main_id)[:SHOWN]:
        yield from spot(case.reader, each, note=f"of the main version, {each['change']} here")


def elected(case: Case) -> Iterator[Evidence]:
    """What elected the main version of the row's statement."""
    statement = case.reader.statement(case.row["statement_id"])
    reasons = ", ".join(statement.get("election_reasons") or ())
    yield row_evidence(case, f"core.statements {case.row['statement_id']}: election_reasons {reasons}", "the election")


def measurements(case: Case) -> Iterator[Evidence]:
    yield row_evidence(case, measured(case.row), "measured against the main version", case.document_id)


def how_relation(case: Case) -> str:
    return f"Told by the words that both have, in order: {RELATIONS[case.value]}."


def how_coverage(case: Case) -> str:
    """What the share was counted of."""
    row, found = case.row, json.loads(case.row["evidence"])
    if row["is_main"]:
        return "The main version covers itself, which is 1."
    survived = found.get("n_surviving_words")
    if row["relation"] == "duplicate":
        return "The words are the same in their order (what differs is layout), which counts as 1."
    if survived is None or not row["coverage_ratio"]:
        return "Words of the main version found here in order, by all of its words."
    n_main = round(survived / row["coverage_ratio"])
    return f"{survived:,} of the {n_main:,} words of the main version were found here, in order."


def founding(case: Case, name: str) -> Iterator[Evidence]:
    """The document whose id a statement's name begins like."""
    digits = name.removeprefix("st-")
    for row in case.reader.rows("from raw.files where starts_with(document_id, ?) order by path limit 1", digits):
        yield Evidence(
            row["document_id"],
            f"{row['source']}/{row['path']}",
            0,
            len(digits),
            row["document_id"][: len(digits)],
            after=row["document_id"][len(digits) :],
            note=f"the founding document, first seen {row['first_seen_at']:%Y-%m-%d %H:%M} UTC",
            in_="document_id",
        )


def founders(column: str) -> Finder:
    """The founding document of the statement that a column names."""

    def find(case: Case) -> Iterator[Evidence]:
        return founding(case, str(case.row[column]))

    return find


def heirs(case: Case) -> Iterator[Evidence]:
    """The statement that goes on, by its versions."""
    for row in case.reader.versions(case.row["statement_id"])[:SHOWN]:
        yield from version_evidence(case.reader, row)


def renaming_run(case: Case) -> Iterator[Evidence]:
    """The run in which the name was lost."""
    for row in case.reader.rows("from ops.runs where run_id = ?", case.row["run_id"]):
        yield row_evidence(
            case, f"ops.runs {row['run_id']}: began {row['started_at']}", "the run that changed the names"
        )


NAMED = "The name of a statement is made from its founding document, the first one seen, of those the smallest id."
WHOLE = both(this_version, main_version)
VERSIONS: Mapping[str, Kind] = {
    "statement_id": Kind(NAMED, ROWS, both(this_version, founders("statement_id")), other_versions),
    "document_id": Kind("The document that renders the statement here.", TEXT, both(this_version, files())),
    "start_char": Kind("Where the statement begins in this document.", TEXT, own_span("the version")),
    "end_char": Kind("Where the statement ends in this document.", TEXT, own_span("the version")),
    "relation": Kind(how_relation, TEXT, both(this_version, lost_sentences, main_version)),
    "coverage_ratio": Kind(how_coverage, TEXT, both(this_version, lost_sentences, main_version)),
    "is_main": Kind(
        "The version elected for analysis, by the reasons of the statement.",
        ROWS,
        both(this_version, elected),
        other_versions,
    ),
    "evidence": Kind("Counted when the two texts were aligned word by word.", TEXT, both(measurements, WHOLE)),
}
LOST = both(founders("old_statement_id"), heirs, renaming_run)
HISTORY: Mapping[str, Kind] = {
    "old_statement_id": Kind(NAMED, ROWS, LOST),
    "statement_id": Kind("The statement that the documents of the old one are versions of now.", ROWS, LOST),
    "run_id": Kind("The run in which the documents changed their statement.", RECORD, LOST),
    "reason": Kind("Told by which documents went where: see the versions as they are now.", ROWS, LOST),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {"core.versions": VERSIONS, "core.statement_history": HISTORY}
