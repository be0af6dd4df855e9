"""More checks of evidence, each for the columns of one kind of row."""

import re
from datetime import UTC, datetime
from typing import Any

from tests.tasks.core.explain import checks as c
from tests.tasks.core.explain.checks import Check
from tests.tasks.core.explain.readings import is_in, names_state, number_in, states_date
from tests.tasks.core.explain.world import Seen, in_order, words


def in_files(seen: Seen) -> bool:
    """The value is that of the file as it lies in the source."""
    one = next(one for one in seen.found.evidence if one.in_ == "path")
    file = seen.world.file(one.path)
    known: dict[str, Any] = {
        "source": one.path.partition("/")[0],
        "path": one.path.partition("/")[2],
        "n_bytes": file.stat().st_size,
        "state": "rejected" if "refused at" in notes_of(seen) else "present" if file.exists() else "missing",
    }
    return bool(known[seen.found.column] == seen.value)


def notes_of(seen: Seen) -> str:
    return "\n".join(one.note for one in seen.found.evidence)


def told_by_bytes(seen: Seen) -> bool:
    """The file begins as files of its type do, and the reader of the type is named."""
    one = next(one for one in seen.found.evidence if one.in_ == "path")
    signs = {"application/pdf": b"%PDF", "text/html": b"<", "application/zip": b"PK"}
    sign = next((sign for name, sign in signs.items() if seen.value.startswith(name)), b"")
    return seen.world.file(one.path).read_bytes().lstrip().startswith(sign) and (
        "extractor" in seen.said or not seen.world.one("select 1 from raw.texts where document_id = ?", one.document_id)
    )


def told_by_ending(seen: Seen) -> bool:
    endings = {".txt": "plain", ".md": "markdown", ".html": "html", ".pdf": "pdf", ".docx": "word"}
    return any(endings.get(one.text, "?") in seen.value for one in seen.found.evidence)


def modified(seen: Seen) -> bool:
    one = next(one for one in seen.found.evidence if one.in_ == "path")
    told = datetime.fromtimestamp(seen.world.file(one.path).stat().st_mtime, UTC).replace(tzinfo=None)
    return bool(told == seen.value)


def text_begins(seen: Seen) -> bool:
    return any(one.start_char == 0 and seen.value.startswith(one.text) for one in seen.spans)


def kind_reads(seen: Seen) -> bool:
    """The words that decided the kind are shown, with the value that they spoke for."""
    return any(f"says {seen.row['kind']}" in one.note and one.text for one in seen.spans)


def languages_read(seen: Seen) -> bool:
    return all(any(is_in(one.text, code) for one in seen.spans if code in one.note) for code in seen.value)


def printed_number(seen: Seen) -> bool:
    return seen.texts[0] == seen.value and seen.spans[0].start_char in range(
        seen.row["start_char"], seen.row["start_char"] + 9
    )


def numbers_listed(seen: Seen) -> bool:
    told = [one for one in seen.spans if one.note.startswith("number ")]
    return all(one.note.removeprefix("number ") in one.text[:12] for one in told) and len(told) == min(seen.value, 12)


def speaker_named(seen: Seen) -> bool:
    """Who speaks is named by the evidence in full, or by the surname and somewhere in full."""
    names = [text.casefold() for text in seen.texts]
    return seen.value.casefold() in names or seen.value.casefold().split()[-1] in names


def label_fits(seen: Seen) -> bool:
    return c.names_entity(seen) and seen.row["entity_id"].partition(":")[0].upper()[:3] == seen.value[:3]


def office_printed(seen: Seen) -> bool:
    return words(seen.texts[0]) == words(seen.value)


def refers(seen: Seen) -> bool:
    return seen.value in seen.said and seen.row["surface"] in seen.texts


def alternatives_named(seen: Seen) -> bool:
    return all(other in seen.said for other in seen.value) and seen.row["surface"] in seen.texts


def clause_names(column: str) -> Check:
    """The entity is named in the clause, or is the issuer whom it speaks for."""

    def check(seen: Seen) -> bool:
        name, code = seen.world.rows("select name, iso_code from core.entities where entity_id = ?", seen.row[column])[
            0
        ]
        named = bool(set(words(name)) & set(words(seen.said))) or bool(code and names_state(seen.said, code))
        return named and any(one.start_char == seen.row["start_char"] for one in seen.spans)

    return check


def amount_read(seen: Seen) -> bool:
    return number_in(seen.texts[0], seen.value)


def unit_read(seen: Seen) -> bool:
    signs = {"EUR": "€ euro", "USD": "$ usd dollar"}.get(seen.value, seen.value).casefold().split()
    return any(sign in seen.said.casefold() for sign in signs)


def bounded(seen: Seen) -> bool:
    cues = {"at_least": "least|minimum|more than|over", "up_to": "up to|most|maximum", "about": "about|around|some"}
    return any(cue in seen.texts[0].casefold() for cue in cues[seen.value].split("|"))


def deadline_read(seen: Seen) -> bool:
    """The words name the deadline, with what a meeting is dated by, or say how far it is from the statement's date."""
    relative = re.search(r"next|coming|within|end of", seen.texts[0])
    years = {int(year) + more for year in re.findall(r"[12]\d{3}", seen.said) for more in (0, 1)} if relative else set()
    told = f"{seen.said} {' '.join(map(str, years))} {' '.join(c.lines_told(seen))}"
    return states_date(told, seen.value)


def knowledge_row(seen: Seen) -> bool:
    lines = "\n".join(c.lines_told(seen))
    return str(seen.value) in lines if lines else bool(seen.texts)


def held(seen: Seen) -> bool:
    row = seen.row
    whole = (row["organisation_id"], row["member_id"], str(row["date_start"]))
    return any(all(value in line for value in (*whole, str(seen.value))) for line in c.lines_told(seen))


def phrase_stands(seen: Seen) -> bool:
    return all(words(text) == words(seen.row["phrase"]) for text in seen.texts) and len(seen.texts) == min(
        seen.value, 6
    )


def verb_stands(seen: Seen) -> bool:
    """The words of the verb stand at its span in their order; what stands between them is left out."""
    start, end = seen.row["verb_start_char"], seen.row["verb_end_char"]
    own = next((one.text for one in seen.spans if (one.start_char, one.end_char) == (start, end)), "")
    return in_order(words(seen.row["verb"]), words(own))


def founder_named(seen: Seen) -> bool:
    digits = seen.value.removeprefix("st-")
    return any(one.document_id.startswith(digits) for one in seen.found.evidence)


def main_shown(seen: Seen) -> bool:
    row = seen.row
    return any(one.document_id == row["main_document_id"] and "main version" in one.note for one in seen.spans)


def versions_shown(seen: Seen) -> bool:
    query = "select count(*) from core.versions where statement_id = ?"
    n_versions = seen.world.one(query, seen.row["statement_id"])
    return bool(len({one.document_id for one in seen.spans}) == n_versions == seen.value)


def first_seen(seen: Seen) -> bool:
    return c.by_query(seen) and any(f"{seen.value:%Y-%m-%d %H:%M}" in one.note for one in seen.found.evidence)
