"""Evidence for `core.documents` and `core.metadata_candidates`: what a file says of itself, and what was weighed."""

from collections.abc import Iterator, Mapping

from tasks.core.explain.files import ID, beginning
from tasks.core.explain.model import ROWS, TEXT, Case, Evidence, Finder, Kind
from tasks.core.explain.reader import Reader
from tasks.core.explain.spans import both, files, span, spot
from tasks.core.explain.versions import VERSIONS, own_version, version_of_document
from tasks.core.query import Row

SHOWN = 12  # paragraphs or stretches that are listed
FIELDS = ("kind", "language_code", "title", "issuer", "level", "date_edtf", "place", "signatories")


def candidate(reader: Reader, row: Row, note: str = "") -> Iterator[Evidence]:
    """A row of `core.metadata_candidates` as evidence: its span, or the note of the person who corrected it."""
    about = {"rule": row["rule"], "confidence": row["confidence"], "note": note}
    if row["start_char"] is not None:
        yield from span(reader, row["document_id"], row["start_char"], row["end_char"], row["evidence_in"], **about)
        return
    path = reader.path(row["document_id"])
    yield Evidence(row["document_id"], path, None, None, row["evidence"], in_=row["evidence_in"], **about)


def chosen(name: str) -> Finder:
    """The candidate that became the value of a field of the row's document."""

    def find(case: Case) -> Iterator[Evidence]:
        for row in case.reader.candidates(case.document_id, name):
            if row["is_chosen"]:
                said = f"says {row['value']}" if row["value"] else "a person cleared the field"
                yield from candidate(case.reader, row, said)

    return find


def not_chosen(name: str) -> Finder:
    """The candidates that did not, each with why."""

    def find(case: Case) -> Iterator[Evidence]:
        found = case.reader.candidates(case.document_id, name)
        winner = next((row for row in found if row["is_chosen"]), None)
        for row in found:
            if not row["is_chosen"]:
                yield from candidate(case.reader, row, f"says {row['value'] or 'nothing'}: {why_not(row, winner)}")

    return find


def why_not(row: Row, winner: Row | None) -> str:
    """Why a candidate was not chosen."""
    if winner is None:
        return "no candidate of the field was chosen"
    if winner["evidence_in"] == "corrections":
        return "a person's correction goes before it"
    same = " (and says the same)" if row["value"] == winner["value"] else ""
    if row["confidence"] < winner["confidence"]:
        return f"the rule is trusted less, {row['confidence']:.2g} to {winner['confidence']:.2g}{same}"
    return f"trusted as much, and the chosen one stands first{same}"


def field_kind(name: str) -> Kind:
    """A field that the document states, or nothing does."""

    def how(case: Case) -> str:
        found = case.reader.candidates(case.document_id, name)
        winner = next((row for row in found if row["is_chosen"]), None)
        if winner is None or not winner["value"]:
            return told_empty(len(found), winner)
        if winner["evidence_in"] == "corrections":
            return "A person corrected it, which goes before all that rules find."
        weighed = f", of {len(found)} candidates the one trusted most" if len(found) > 1 else ", the only candidate"
        return f"The rule `{winner['rule']}` read it{weighed}."

    return Kind(how, TEXT, chosen(name), not_chosen(name))


def told_empty(n_found: int, winner: Row | None) -> str:
    """How an empty value came about."""
    if winner is not None:
        return "Empty: a person found that the text states nothing."
    return "Nothing stated: no rule found a candidate." if not n_found else "Nothing stated: no candidate was chosen."


def day_kind(which: str) -> Kind:
    """The first or last day of the date."""

    def how(case: Case) -> str:
        date = case.row["date_edtf"]
        return f"The {which} day that the date {date} allows." if date else "Nothing stated: there is no date."

    return Kind(how, TEXT, chosen("date_edtf"), not_chosen("date_edtf"))


def inside(case: Case) -> Iterator[Evidence]:
    """The paragraphs of the statement, the first and the last."""
    query = "from core.paragraphs where document_id = ? and in_statement order by paragraph_no"
    found = case.reader.rows(query, case.document_id)
    for row, note in zip((found[:1] + found[1:][-1:]), ("the first paragraph of it", "the last"), strict=False):
        yield from spot(case.reader, row, note=note)


def how_carries(case: Case) -> str:
    """Why a document carries a statement, or none."""
    if case.row["is_statement"]:
        return "It is one: its kind says so, and its own paragraphs are the statement."
    if case.value:
        return "It quotes one at length: these paragraphs are set off or stand in quotation marks."
    return "It is none, and no stretch of it quotes 50 words or more of one."


def languages(case: Case) -> Iterator[Evidence]:
    """The longest paragraph in each language."""
    query = (
        "from core.paragraphs where document_id = ? and language_code = ? order by end_char - start_char desc,"
        " paragraph_no limit 1"
    )
    for code in case.row["language_codes"]:
        for row in case.reader.rows(query, case.document_id, code):
            yield from spot(case.reader, row, note=f"the longest paragraph in {code}", rule="detected")


NUMBERED = (
    "select count(*) from core.paragraphs where document_id = $document_id and in_statement"
    " and printed_number is not null"
)


def numbered(case: Case) -> Iterator[Evidence]:
    """The paragraphs with a printed number."""
    query = (
        "from core.paragraphs where document_id = ? and in_statement and printed_number is not null"
        " order by paragraph_no"
    )
    for row in case.reader.rows(query, case.document_id)[:SHOWN]:
        yield from spot(case.reader, row, note=f"number {row['printed_number']}")


def how_numbered(case: Case) -> str:
    """What was counted."""
    found = case.reader.rows(f"{NUMBERED.replace('$document_id', '?')}", case.document_id)
    printed = next(iter(found[0].values()))
    if printed == case.value:
        return f"Counted: {printed} paragraphs of the statement have a printed number."
    return (
        f"Counted of the {printed} paragraphs of the statement with a printed number: those in digits, else those in"
        " Roman numerals or ideographs; a number that stands again in another language counts once."
    )


def cuts(case: Case) -> Iterator[Evidence]:
    """What cleaning took out, the longest first."""
    query = "from raw.removed where document_id = ? order by end_char - start_char desc, start_char"
    for row in case.reader.rows(query, case.document_id)[:SHOWN]:
        yield from spot(case.reader, row, "text", rule=row["rule"], note="taken out")


def how_body(case: Case) -> str:
    """What was left of the text."""
    row = case.reader.row("select count(*) as n from raw.removed where document_id = ?", case.document_id)
    n_chars = len(case.reader.text(case.document_id, "text"))
    return (
        f"The text as it was read ({n_chars:,} characters), without {row['n'] if row else 0} stretches that rules of"
        f" cleaning took out, and with white space set right: {len(case.value):,} characters are left."
    )


def of_version(name: str) -> Kind:
    """A column that the document has from the version that matters most in it."""

    def how(case: Case) -> str:
        row = own_version(case)
        if row is None:
            return "Empty: the document is a version of no statement."
        told = VERSIONS[name].told(Case(case.reader, case.table, row, name))
        return f"Of the version that matters most in it, the one with most words. {told}"

    return Kind(how, TEXT, version_of_document, step="group")


def competing(case: Case) -> Iterator[Evidence]:
    """The candidates that a candidate was weighed against."""
    for row in case.reader.candidates(case.document_id, case.row["field"]):
        if row["candidate_no"] != case.row["candidate_no"]:
            said = "chosen" if row["is_chosen"] else "not chosen"
            yield from candidate(case.reader, row, f"{said}, says {row['value'] or 'nothing'}")


def how_chosen(case: Case) -> str:
    """Why the candidate was chosen, or not."""
    found = case.reader.candidates(case.document_id, case.row["field"])
    winner = next((row for row in found if row["is_chosen"]), None)
    if not case.value:
        return f"Not chosen: {why_not(case.row, winner)}."
    if case.row["evidence_in"] == "corrections":
        return "Chosen: a person's correction goes before all that rules find."
    return f"Chosen: of {len(found)} candidates for {case.row['field']} the one trusted most, of equals the first."


def this_candidate(case: Case) -> Iterator[Evidence]:
    return candidate(case.reader, case.row, f"says {case.row['value'] or 'nothing'} of {case.row['field']}")


DOCUMENTS: Mapping[str, Kind] = {
    "document_id": Kind(ID, ROWS, both(files(), beginning("body", "the body begins"))),
    "statement_id": of_version("statement_id"),
    "kind": field_kind("kind"),
    "is_statement": Kind(
        lambda case: f"Follows from the kind, which is {case.row['kind']}.", TEXT, chosen("kind"), not_chosen("kind")
    ),
    "carries_statement": Kind(how_carries, TEXT, both(inside, chosen("kind"))),
    "language_code": field_kind("language_code"),
    "language_codes": Kind("The languages of its paragraphs, the main one first.", TEXT, languages),
    "title": field_kind("title"),
    "issuer": field_kind("issuer"),
    "level": field_kind("level"),
    "date_edtf": field_kind("date_edtf"),
    "date_start": day_kind("first"),
    "date_end": day_kind("last"),
    "place": field_kind("place"),
    "n_numbered": Kind(how_numbered, TEXT, both(numbered, inside, files()), query=NUMBERED),
    "signatories": field_kind("signatories"),
    "relation": of_version("relation"),
    "coverage_ratio": of_version("coverage_ratio"),
    "is_present": Kind(
        "Whether one of its files lay in its source at the last sweep.",
        ROWS,
        files(),
        query="select bool_or(state = 'present') from raw.files where document_id = $document_id",
        step="intake",
    ),
    "body": Kind(how_body, TEXT, both(beginning("body", "the body begins"), cuts)),
}
CANDIDATES: Mapping[str, Kind] = {
    "document_id": Kind(ID, TEXT, both(this_candidate, files())),
    "candidate_no": Kind("Candidates are numbered in the order in which rules found them.", TEXT, this_candidate),
    "field": Kind("The column of `core.documents` that the rule reads.", TEXT, this_candidate, competing),
    "value": Kind("What the rule made of the words that support it.", TEXT, this_candidate, competing),
    "evidence": Kind("The words at this span.", TEXT, this_candidate),
    "evidence_in": Kind("Which text of the document the span counts in.", TEXT, this_candidate),
    "start_char": Kind("Where the words begin that support the value.", TEXT, this_candidate),
    "end_char": Kind("Where the words end that support the value.", TEXT, this_candidate),
    "rule": Kind("The rule that read these words.", TEXT, this_candidate, competing),
    "confidence": Kind(
        "How far the rule is trusted; the highest of a field is chosen.", TEXT, this_candidate, competing
    ),
    "is_chosen": Kind(how_chosen, TEXT, this_candidate, competing),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {"core.documents": DOCUMENTS, "core.metadata_candidates": CANDIDATES}
