"""Evidence for `core.agreed_language` and the uncovered phrases: the same words at several places."""

from collections.abc import Iterator, Mapping

from tasks.core.explain.model import ROWS, TEXT, Case, Evidence, Kind
from tasks.core.explain.spans import both, files, own_span, row_evidence, sentence, span, spot, statement_span

SHOWN = 6  # uses or documents that are listed
OWN = own_span("this use")
USES = "from core.agreed_language where passage_id = ? order by is_first_use desc, statement_id, start_char"


def first_use(case: Case) -> Iterator[Evidence]:
    """The use that the others are held against, if this is another one."""
    row = case.row
    for use in case.reader.rows(USES, row["passage_id"])[:1]:
        if (use["statement_id"], use["start_char"]) != (row["statement_id"], row["start_char"]):
            said = dated(case, use["statement_id"])
            yield from spot(case.reader, use, note=f"the first use, in {use['statement_id']}{said}")


def other_uses(case: Case) -> Iterator[Evidence]:
    """Further uses."""
    row = case.row
    for use in case.reader.rows(USES, row["passage_id"])[1 : SHOWN + 1]:
        if (use["statement_id"], use["start_char"]) != (row["statement_id"], row["start_char"]):
            note = f"another use, in {use['statement_id']}{dated(case, use['statement_id'])}: {use['change']}"
            yield from spot(case.reader, use, note=note)


def dated(case: Case, statement_id: str) -> str:
    date = case.reader.statement(statement_id).get("date_edtf")
    return f" of {date}" if date else ", which states no date"


def changed_words(case: Case) -> Iterator[Evidence]:
    """The words that differ from the first use."""
    shown = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    if case.row["word_diff"]:
        said = " ".join(shown[part["op"]].format(part["words"]) for part in case.row["word_diff"])
        yield row_evidence(case, said, "the first use turned into this one", case.document_id)


def how_first(case: Case) -> str:
    if case.row["is_first_use"]:
        return "This is the use with the earliest date, those without a date last."
    return "The use with the earliest date is another; those without a date come last."


def how_changed(case: Case) -> str:
    return (
        "The words are those of the first use."
        if case.row["change"] == "same"
        else "Some words differ from the first use."
    )


ALL_USES = both(OWN, first_use, other_uses)
HELD = both(OWN, first_use, changed_words)
AGREED: Mapping[str, Kind] = {
    "passage_id": Kind("Made from the words of the first use.", TEXT, ALL_USES),
    "statement_id": Kind("The statement whose main version uses the words.", TEXT, both(OWN, statement_span)),
    "document_id": Kind("The document of its main version.", TEXT, both(OWN, files())),
    "sentence_no": Kind("The sentence that holds the words.", TEXT, both(OWN, sentence(note="its sentence"))),
    "start_char": Kind("Where the words begin in the body.", TEXT, OWN),
    "end_char": Kind("Where the words end in the body.", TEXT, OWN),
    "first_statement_id": Kind(how_first, TEXT, ALL_USES),
    "is_first_use": Kind(how_first, TEXT, ALL_USES),
    "n_statements": Kind(
        "The statements that use the words, counted.",
        TEXT,
        ALL_USES,
        query="select count(distinct statement_id) from core.agreed_language where passage_id = $passage_id",
    ),
    "change": Kind(how_changed, TEXT, HELD),
    "word_diff": Kind(how_changed, TEXT, HELD),
    "text": Kind("The characters of the body at this span.", TEXT, OWN),
}


def places(case: Case) -> Iterator[Evidence]:
    """Further places of the phrase in the document, where no mention covers it."""
    row = case.row
    body, phrase = case.reader.text(case.document_id), row["phrase"]
    at, found = row["end_char"], 1
    while found < min(row["n_occurrences"], SHOWN) and (at := body.find(phrase, at)) >= 0:
        query = "select 1 from core.mentions where document_id = ? and start_char < ? and end_char > ? limit 1"
        if not case.reader.rows(query, case.document_id, at + len(phrase), at):
            found += 1
            yield from span(case.reader, case.document_id, at, at + len(phrase), note=f"place {found}")
        at += len(phrase)


def how_label(case: Case) -> str:
    if case.value:
        return "Suggested by the words themselves, or those beside them; nobody has decided it."
    return "Nothing suggests what kind of thing it is."


PLACE = own_span("the first place")
SPANS: Mapping[str, Kind] = {
    "document_id": Kind("The document whose body has the phrase.", TEXT, both(PLACE, files())),
    "phrase": Kind(
        "Capitalised words, or words often repeated, that no rule found to be a mention.", TEXT, both(PLACE, places)
    ),
    "n_occurrences": Kind("How often it stands where no mention was found, counted.", TEXT, both(PLACE, places)),
    "sentence_no": Kind("The sentence of the first place.", TEXT, both(PLACE, sentence(note="its sentence"))),
    "start_char": Kind("Where the first place begins in the body.", TEXT, PLACE),
    "end_char": Kind("Where the first place ends in the body.", TEXT, PLACE),
    "suggested_label": Kind(how_label, TEXT, PLACE),
    "in_statement": Kind(
        lambda case: "It stands in the statement." if case.value else "It stands outside the statement.",
        TEXT,
        both(PLACE, statement_span),
    ),
}


def example(case: Case) -> Iterator[Evidence]:
    """The place in the document of the example."""
    row = case.row
    yield from span(case.reader, row["example_document_id"], row["start_char"], row["end_char"], note="in the example")


def example_sentence(case: Case) -> Iterator[Evidence]:
    """The sentence that is the example."""
    row = case.row
    query = "from core.sentences where document_id = ? and start_char <= ? and end_char > ? limit 1"
    for one in case.reader.rows(query, row["example_document_id"], row["start_char"], row["start_char"]):
        yield from spot(case.reader, one, note="the sentence of the example")


def documents_with(case: Case) -> Iterator[Evidence]:
    """The first places of the phrase in each document."""
    query = "from core.uncovered_spans where phrase = ? order by document_id limit ?"
    for row in case.reader.rows(query, case.row["phrase"], SHOWN):
        said = f", suggests {row['suggested_label']}" if row["suggested_label"] else ""
        yield from spot(case.reader, row, note=f"stands {row['n_occurrences']}× in this document{said}")


SPREAD = both(example, documents_with)
PHRASES: Mapping[str, Kind] = {
    "phrase": Kind("Words that no rule found to be a mention, in any document.", TEXT, SPREAD),
    "n_documents": Kind(
        "The documents that have it, counted.",
        TEXT,
        SPREAD,
        query="select count(*) from core.uncovered_spans where phrase = $phrase",
    ),
    "n_statements": Kind(
        "The statements whose main version has it, counted; copies do not count.",
        TEXT,
        SPREAD,
        query="select count(distinct versions.statement_id) from core.uncovered_spans as spans"
        " join core.versions as versions on versions.document_id = spans.document_id and versions.is_main"
        " and spans.start_char < versions.end_char and spans.end_char > versions.start_char"
        " where spans.in_statement and spans.phrase = $phrase",
    ),
    "n_occurrences": Kind(
        "How often it stands in all documents, counted.",
        TEXT,
        SPREAD,
        query="select sum(n_occurrences) from core.uncovered_spans where phrase = $phrase",
    ),
    "suggested_label": Kind("The label that most documents suggest.", TEXT, SPREAD),
    "example": Kind("A sentence with it: of the first document by id.", TEXT, both(example_sentence, example)),
    "example_document_id": Kind(
        "The first document by id that has it.", ROWS, both(example, files("example_document_id"))
    ),
    "start_char": Kind("Where it begins in the body of the example's document.", TEXT, example),
    "end_char": Kind("Where it ends in the body of the example's document.", TEXT, example),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {
    "core.agreed_language": AGREED,
    "core.uncovered_spans": SPANS,
    "core.uncovered_phrases": PHRASES,
}
