"""Whether the evidence of a cell holds its value, told by other code than that which explains: column by column."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from tests.tasks.core.explain.readings import folded, is_in, names_state, number_in, states_date
from tests.tasks.core.explain.world import TEXTS, Seen, in_order, stands, words

Check = Callable[[Seen], bool]
SIGNS = {"text/html": b"<", "application/pdf": b"%PDF", "text/markdown": b"", "text/plain": b""}
LEVEL_WORDS = {
    "heads_of_state_or_government": "head|leader|president|prime|king|chancellor|summit",
    "foreign_ministers": "foreign",
    "defence_ministers": "defen",
    "ministers": "minister",
    "officials": "expert|official|spokes|ambassador|посольств|ministry|delegation",
    "governments": "government|republic|kingdom|states|\\w",
    "organisation": "\\w",
}
SHARE_TOLERANCE = 0.05  # between two ways to align words


def any_span(test: Callable[[Seen, str], bool]) -> Check:
    """One of the spans holds the value."""
    return lambda seen: any(test(seen, text) for text in seen.texts)


def exact(seen: Seen) -> bool:
    """The characters of a span, or the note of a person."""
    return seen.value in [one.text for one in seen.found.evidence if one.in_ in (*TEXTS, "corrections")]


same_words = any_span(lambda seen, text: folded(seen.value) == folded(text))
has_words = any_span(lambda seen, text: in_order(words(seen.value), words(text)))


def begins(seen: Seen) -> bool:
    return any(one.start_char == seen.value for one in seen.spans)


def ends(seen: Seen) -> bool:
    return any(one.end_char == seen.value for one in seen.spans)


def names_document(seen: Seen) -> bool:
    """The bytes of the file that is named have the hash."""
    paths = [one.path for one in seen.found.evidence if one.in_ == "path"]
    return any(hashlib.sha256(seen.world.file(path).read_bytes()).hexdigest() == seen.value for path in paths)


def nth(table: str, order: str = "start_char") -> Check:
    """As many rows of the document stand before the row's span as its number says, and the span is its own."""

    def check(seen: Seen) -> bool:
        query = f"select count(*) from {table} where document_id = ? and {order} <= ?"
        document_id = seen.row["document_id"]
        return begins(seen.at("start_char")) and seen.world.one(query, document_id, seen.row[order]) == seen.value

    return check


def at_span(check: Check = lambda _: True, start: str = "start_char") -> Check:
    """The row's own span is among the evidence, and more holds."""
    return lambda seen: any(one.start_char == seen.row[start] for one in seen.spans) and check(seen)


def rule_told(seen: Seen) -> bool:
    return any(one.rule == seen.value for one in seen.found.evidence)


def trust_told(seen: Seen) -> bool:
    return any(one.confidence == seen.value for one in seen.found.evidence)


def in_sentence(seen: Seen) -> bool:
    """The sentence of that number is among the evidence, and holds the row's span."""
    query = "select start_char, end_char from core.sentences where document_id = ? and sentence_no = ?"
    start, end = seen.world.rows(query, seen.row["document_id"], seen.row["sentence_no"])[0]
    return (
        any((one.start_char, one.end_char) == (start, end) for one in seen.spans)
        and start <= seen.row["start_char"] < end
    )


def inside(seen: Seen) -> bool:
    """The sentence or paragraph at the span is of the statement, or not, and a version has it."""
    query = "select start_char, end_char from core.versions where document_id = ?"
    held = any(
        start < seen.row["end_char"] and end > seen.row["start_char"]
        for start, end in seen.world.rows(query, seen.row["document_id"])
    )
    return begins(seen.at("start_char")) and (held or not seen.value)


def recounted(query: str) -> Check:
    """Another query than that of the explanation gives the value; `?` is the first column of the key."""
    return lambda seen: seen.world.one(query, next(iter(seen.row.values()))) == seen.value


def by_query(seen: Seen) -> bool:
    """The query that is told gives the value, as it is typed."""
    if not seen.found.query:
        return False
    given = seen.world.one(seen.found.query)
    return bool(given == seen.value or abs(float(given) - float(seen.value)) < 1e-6)


def said(seen: Seen) -> bool:
    """The value stands in the words of the evidence."""
    return str(seen.value) in seen.said


def listed(seen: Seen) -> bool:
    """A row of the knowledge that is named, by file and line, holds the value."""
    return any(str(seen.value) in line for line in lines_told(seen))


def lines_told(seen: Seen) -> list[str]:
    found = []
    for one in seen.found.evidence:
        if one.in_ == "knowledge":
            file, _, line = one.path.partition(", line ")
            found.append(Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1])
    return found


def names_entity(seen: Seen) -> bool:
    """The mention's words name the entity: it is listed so, or its name is made of them, or of what settled it."""
    row, world = seen.row, seen.world
    label, name, code = world.rows(
        "select label, name, iso_code from core.entities where entity_id = ?", row["entity_id"]
    )[0]
    surface = seen.spans[0].text
    around = f"{surface}\n{seen.said}\n{seen.spans[0].after}\n{seen.spans[0].before}"
    if label == "COUNTRY":
        return (
            names_state(surface, code)
            or f"({surface})" in around
            or any(row["entity_id"] in line for line in lines_told(seen))
        )
    if label == "DATE":
        return states_date(around, name)
    if label == "QUANTITY":
        number = re.search(r"\d+(?:\.\d+)?", name)
        return number is None or number_in(surface, float(number[0]))
    listed_so = any(row["entity_id"] in line for line in lines_told(seen))
    return (
        listed_so
        or bool(set(words(surface)) & set(words(name)))
        or any(row["entity_id"] in line for line in seen.said.splitlines())
    )


def reads_field(seen: Seen, field: str, value: Any) -> bool:
    """The words of a candidate support the value of its field."""
    texts = [f"{one.before} {one.text}" if field == "date_edtf" else one.text for one in seen.spans]
    if any(one.in_ == "corrections" for one in seen.found.evidence):
        return True
    return any(supports(field, value, text) for text in texts)


def supports(field: str, value: Any, text: str) -> bool:
    if field in ("title", "place"):
        return in_order(words(value), words(text)) or any(word in folded(text) for word in words(value))
    if field == "date_edtf":
        return states_date(text, str(value))
    if field == "signatories":
        return all(names_state(text, code) for code in (value.split(";") if isinstance(value, str) else value))
    if field == "issuer":
        codes = value.split("+") if re.fullmatch(r"[A-Z]{2}(\+[A-Z]{2})*", value) else []
        return (
            all(names_state(text, code) for code in codes)
            if codes
            else bool(set(words(value)) & set(words(text)) or initials(value, text))
        )
    if field == "level":
        return re.search(LEVEL_WORDS[value], text, re.IGNORECASE) is not None
    return is_in(text, value) if field == "language_code" else len(words(text)) > 0


def initials(value: str, text: str) -> bool:
    """A name by its first letters."""
    return "".join(word[0] for word in words(value)) in words(text)


def stated(field: str, column: str = "") -> Check:
    """The value of a field is supported by the words of the chosen candidate."""
    return lambda seen: reads_field(seen, field, seen.row[column or field])


def covers(seen: Seen) -> bool:
    """The share of the main version's words that the version holds, counted by another way to align words."""
    world, row = seen.world, seen.row
    document, statement = row["document_id"], row["statement_id"]
    main = world.one("select main_document_id from core.statements where statement_id = ?", statement)
    mains, own = spoken(seen, main), spoken(seen, document)
    matched = sum(block.size for block in SequenceMatcher(None, mains, own, autojunk=False).get_matching_blocks())
    share = 1.0 if main == document else matched / max(len(mains), 1)
    return (
        any(one.document_id == document for one in seen.spans) and abs(share - row["coverage_ratio"]) < SHARE_TOLERANCE
    )


def spoken(seen: Seen, document_id: str) -> list[str]:
    """The words of a document's statement; of all of it where it carries none."""
    body = seen.world.text(document_id, "body")
    query = "select start_char, end_char from core.sentences where document_id = ?{} order by start_char"
    spans = seen.world.rows(query.format(" and in_statement"), document_id) or seen.world.rows(
        query.format(""), document_id
    )
    return [word for start, end in spans for word in words(body[start:end])]


def both_sentences(seen: Seen) -> bool:
    """The sentences that the row numbers are among the evidence, and hold the words of the difference."""
    sides = (("sentence_no", "document_id", "=+"), ("main_sentence_no", "main_document_id", "=-"))
    for number, owner, ops in sides:
        if seen.row[number] is None:
            continue
        query = "select start_char from core.sentences where document_id = ? and sentence_no = ?"
        start = seen.world.one(query, seen.row[owner], seen.row[number])
        text = next(
            (one.text for one in seen.spans if (one.document_id, one.start_char) == (seen.row[owner], start)), ""
        )
        told = [word for part in seen.row["word_diff"] if part["op"] in ops for word in words(part["words"])]
        if not (text and in_order([word for word in told if word in words(text)], words(text))):
            return False
    return True


def ratio_told(seen: Seen) -> bool:
    n = {op: sum(len(part["words"].split()) for part in seen.row["word_diff"] if part["op"] == op) for op in "=-+"}
    return (
        both_sentences(seen) and abs(2 * n["="] / max(2 * n["="] + n["-"] + n["+"], 1) - seen.value) < SHARE_TOLERANCE
    )


def both_places(seen: Seen) -> bool:
    """Both places of a damage are among the evidence; where words are gone, the main version has as many at least."""
    row = seen.row
    own = any((one.document_id, one.start_char) == (row["document_id"], row["start_char"]) for one in seen.spans)
    main = [
        one
        for one in seen.spans
        if (one.document_id, one.start_char) == (row["main_document_id"], row["main_start_char"])
    ]
    return own and (row["main_start_char"] is None or (bool(main) and len(words(main[0].text)) >= row["n_lost_words"]))


def measured(seen: Seen) -> bool:
    """The figure is that of the measurements of the pair."""
    row = seen.row
    found = json.loads(row["evidence"])
    own, other = ("n_words", "n_other_words") if found["is_aligned"] else ("n_runs", "n_other_runs")
    shared = found["n_matched"] + found["n_misread"] if found["is_aligned"] else found["n_shared_runs"]
    whole = found[own if seen.found.column == "containment" else other]
    return abs(shared / max(whole, 1) - seen.value) < 1e-5 and f"{whole:,}" in seen.found.how and two_texts(seen)


def two_texts(seen: Seen) -> bool:
    named = {seen.row["document_id"], seen.row["other_document_id"]}
    return {one.document_id for one in seen.spans} >= named


def shared_words(seen: Seen) -> bool:
    """All uses of a passage that are told share words with it."""
    passage = words(seen.row["text"])
    return all(len(set(passage) & set(words(text))) * 2 >= len(set(passage)) for text in seen.texts)


def holds(seen: Seen, checks: Mapping[str, Mapping[str, Check]]) -> str:
    """What is wrong with the explanation of a cell; empty if its evidence holds the value."""
    for one in (*seen.found.evidence, *seen.found.others):
        if not stands(seen.world, one):
            return f"does not stand where it says: {one}"
    if not seen.found.evidence:
        return "there is no evidence"
    return "" if checks[seen.found.table][seen.found.column](seen) else "the evidence does not hold the value"
