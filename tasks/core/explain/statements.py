"""Evidence for `core.statements`: which version a value is from, by what rank, and what the others say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tasks.core.explain.documents import candidate
from tasks.core.explain.model import ROWS, TEXT, Case, Evidence, Finder, Kind
from tasks.core.explain.spans import file_evidence, row_evidence
from tasks.core.explain.versions import NAMED, SHOWN, founding, version_evidence
from tasks.core.query import Row

EXCERPT = "excerpt-in-article"
OF_ARTICLE = ("title", "date_edtf", "place")  # of an article, these describe the article
RANKS = {
    "corrections": "a person's correction, the best evidence there is",
    "body": "said by the text",
    "text": "said above the text, in the file's front matter or cut frame",
    "properties": "said by the file's properties alone, the weakest evidence",
}
GUESSED = "read from a signature or the form of a line, which is trusted little"
REASONS = {
    "original_language": "no file that calls itself a translation, in the language of most versions",
    "own_text": "the statement itself, not an article that quotes it",
    "most_confirmed": "more words that another version has too",
    "most_words": "more text than any other",
    "fewest_cut_sentences": "fewer sentences without an end",
    "fewest_broken_words": "fewer broken words",
    "fewest_repeats": "fewer sentences that stand twice",
    "fewest_odd_words": "fewer words that it has only once",
    "fewest_insertions": "fewer lines that are not the statement's own",
    "most_sentences": "more sentences that end as sentences do",
    "most_numbered": "more printed paragraph numbers",
    "most_paragraphs": "more paragraphs",
    "most_stated": "more of title, issuer, level, date and place stated",
    "few_more_words": "more text by a little",
    "equal": "nothing tells the best apart, so the smallest document id",
    "only_version": "there is no other version",
}
SURE = 0.7  # as in grouping: rules of the text that are trusted less are guesses


def stated_by(case: Case, name: str) -> list[tuple[Row, Row, Any]]:
    """What each version states in a field: its version, the chosen candidate, and the value of its document."""
    found = []
    for version in case.reader.versions(case.row["statement_id"]):
        document = case.reader.document(version["document_id"])
        chosen = next((row for row in case.reader.candidates(version["document_id"], name) if row["is_chosen"]), None)
        if chosen and document.get(name):
            found.append((version, chosen, document[name]))
    return found


def is_of_statement(version: Row, chosen: Row, name: str) -> bool:
    """Whether a version says it of the statement, and not of the article that quotes it."""
    from tasks.core.group.resolution import OF_STATEMENT

    return version["relation"] != EXCERPT or name not in OF_ARTICLE or chosen["rule"] in OF_STATEMENT


def rank_of(chosen: Row) -> str:
    """How good the evidence is, in words."""
    is_guess = chosen["evidence_in"] == "body" and chosen["confidence"] < SURE
    return GUESSED if is_guess else RANKS[chosen["evidence_in"]]


def named(version: Row) -> str:
    return "the main version" if version["is_main"] else f"a version ({version['relation']})"


def resolved_from(name: str) -> Finder:
    """The versions that state the value, the one whose evidence counted first."""

    def find(case: Case) -> Iterator[Evidence]:
        from tasks.core.group.resolution import rank_evidence

        own = [
            one for one in stated_by(case, name) if one[2] == case.row[name] and is_of_statement(one[0], one[1], name)
        ]
        for version, chosen, _ in sorted(own, key=lambda one: (rank_evidence(one[1]), not one[0]["is_main"])):
            yield from candidate(case.reader, chosen, f"{named(version)}: {rank_of(chosen)}")

    return find


def not_resolved(name: str) -> Finder:
    """What versions state otherwise, and why that is not the statement's."""

    def find(case: Case) -> Iterator[Evidence]:
        for version, chosen, value in stated_by(case, name):
            if not is_of_statement(version, chosen, name):
                yield from candidate(
                    case.reader, chosen, f"{shown(value)}: this describes the article, not the statement"
                )
            elif value != case.row[name]:
                said = f"{shown(value)}, by {named(version)}: {why_other(case, name, chosen)}"
                yield from candidate(case.reader, chosen, said)
        for version in case.reader.versions(case.row["statement_id"])[:SHOWN]:
            for row in case.reader.candidates(version["document_id"], name):
                if not row["is_chosen"] and row["value"] != shown(case.row[name]):
                    said = f"{row['value']}: not even the value of its own document, {named(version)}"
                    yield from candidate(case.reader, row, said)

    return find


def shown(value: Any) -> str:
    return ";".join(value) if isinstance(value, list) else str(value)


def why_other(case: Case, name: str, chosen: Row) -> str:
    """Why a version's value is not the statement's."""
    if name in case.row["conflicting_fields"]:
        return f"versions contradict each other here; this is {rank_of(chosen)}"
    return f"{rank_of(chosen)}; another version says it better or more precisely"


def how_resolved(name: str) -> Callable[[Case], str]:
    """Where the value of a field comes from."""

    def how(case: Case) -> str:
        value = case.row[name]
        n = len(stated_by(case, name))
        if not value:
            return (
                "Nothing stated: no version says it of the statement." if n else "Nothing stated: no version says it."
            )
        if case.row["conflicting_fields"] and name in case.row["conflicting_fields"]:
            return (
                f"Of the {n} versions that state it, the one with the best evidence counts; they contradict each other."
            )
        if case.row["n_documents"] == 1:
            return "Stated by its only version."
        return (
            f"Stated by {n} of {case.row['n_documents']} versions; the best evidence counts, whichever version has it."
        )

    return how


def field_kind(name: str) -> Kind:
    return Kind(how_resolved(name), TEXT, resolved_from(name), not_resolved(name))


def day_kind(which: str) -> Kind:
    """The first or last day of the date."""

    def how(case: Case) -> str:
        date = case.row["date_edtf"]
        return f"The {which} day that the date {date} allows." if date else "Nothing stated: there is no date."

    return Kind(how, TEXT, resolved_from("date_edtf"), not_resolved("date_edtf"))


def how_basis(case: Case) -> str:
    """Where the date comes from."""
    said = {
        "stated": "The main version itself says just this date.",
        "version": "Another version than the main one says it.",
        "inferred": "No version says it; it was inferred.",
        None: "Empty: there is no date.",
    }
    return said[case.value]


def founder(case: Case) -> Iterator[Evidence]:
    """The founding document, the versions, and the names that the statement had before."""
    found = list(founding(case, case.row["statement_id"]))
    yield from found
    for version in case.reader.versions(case.row["statement_id"])[:SHOWN]:
        yield from version_evidence(case.reader, version)
    for row in case.reader.rows("from core.statement_history where statement_id = ?", case.row["statement_id"]):
        said = f"core.statement_history: {row['old_statement_id']} {row['reason']}"
        yield row_evidence(case, said, f"an older name, until run {row['run_id']}")


def main_version(case: Case) -> Iterator[Evidence]:
    for row in case.reader.versions(case.row["statement_id"]):
        if row["is_main"]:
            yield from version_evidence(case.reader, row)


def copies(case: Case) -> Iterator[Evidence]:
    for row in case.reader.versions(case.row["statement_id"])[: SHOWN + 1]:
        if not row["is_main"]:
            yield from version_evidence(case.reader, row)


def all_versions(case: Case) -> Iterator[Evidence]:
    yield from main_version(case)
    yield from copies(case)


def how_elected(case: Case) -> str:
    reasons = "; then ".join(f"{REASONS.get(one, one)} (`{one}`)" for one in case.row["election_reasons"])
    return f"Elected by: {reasons}."


def main_field(name: str) -> Finder:
    """The evidence of a field in the main document."""

    def find(case: Case) -> Iterator[Evidence]:
        for row in case.reader.candidates(case.row["main_document_id"], name):
            if row["is_chosen"]:
                yield from candidate(case.reader, row, f"the main version says {row['value']}")
        yield from main_version(case)

    return find


def conflicts(case: Case) -> Iterator[Evidence]:
    """What the versions say in each field on which they contradict each other."""
    for name in case.value:
        for version, chosen, value in stated_by(case, name):
            yield from candidate(case.reader, chosen, f"{name} {shown(value)}, by {named(version)}")


def how_conflicts(case: Case) -> str:
    if not case.value:
        return "No two versions state values that exclude each other."
    return "Versions state values of which neither allows the other; the statement has the one with the best evidence."


def first_files(case: Case) -> Iterator[Evidence]:
    """The file of the statement that was seen first."""
    query = (
        "from raw.files where document_id in (select document_id from core.versions where statement_id = ?)"
        " order by first_seen_at, source, path limit 3"
    )
    for row in case.reader.rows(query, case.row["statement_id"]):
        yield file_evidence(row)


STATEMENTS: Mapping[str, Kind] = {
    "statement_id": Kind(NAMED, ROWS, founder),
    "main_document_id": Kind(how_elected, TEXT, main_version, copies),
    "election_reasons": Kind(how_elected, TEXT, main_version, copies),
    "carries_statement": Kind(
        "As the document of its main version, by what kind of file that is.", TEXT, main_field("kind")
    ),
    "title": field_kind("title"),
    "issuer": field_kind("issuer"),
    "level": field_kind("level"),
    "date_edtf": field_kind("date_edtf"),
    "date_start": day_kind("first"),
    "date_end": day_kind("last"),
    "date_basis": Kind(how_basis, TEXT, resolved_from("date_edtf"), not_resolved("date_edtf")),
    "place": field_kind("place"),
    "signatories": field_kind("signatories"),
    "language_code": Kind("The language of the main version.", TEXT, main_field("language_code")),
    "conflicting_fields": Kind(how_conflicts, TEXT, lambda case: conflicts(case) if case.value else all_versions(case)),
    "n_documents": Kind(
        "Its versions, counted.",
        TEXT,
        all_versions,
        query="select count(*) from core.versions where statement_id = $statement_id",
    ),
    "first_seen_at": Kind(
        "When a run first saw a file of one of its documents.",
        ROWS,
        first_files,
        query="select min(first_seen_at) from raw.files where document_id in"
        " (select document_id from core.versions where statement_id = $statement_id)",
    ),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {"core.statements": STATEMENTS}
