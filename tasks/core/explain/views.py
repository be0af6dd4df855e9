"""How the columns of views on statements are explained: through the rows that they show, or by what they count."""

from collections.abc import Mapping

from schemas import pair_views, views
from schemas.act_views import MART_COMMITMENTS, MART_SPEECH_ACTS
from tasks.core.explain.model import ROWS, TEXT, Kind
from tasks.core.explain.pairs import PAIR, aligned_sentences, how_decided
from tasks.core.explain.spans import both, files, own_span
from tasks.core.explain.view_parts import (
    ENTITY,
    RENDERED,
    SENTENCE_TEXT,
    STATEMENT,
    STATEMENT_TITLE,
    Shown,
    listed,
    of_base,
    path_of,
    rendered_by,
    rows_listed,
    through,
)

MAIN = (
    "from core.versions as versions join core.{table} as spans on spans.document_id = versions.document_id"
    " and spans.start_char < versions.end_char and spans.end_char > versions.start_char"
    " where versions.is_main and versions.statement_id = $statement_id and spans.in_statement"
)
OWN = (
    "from core.versions as versions join core.sentences as spans on spans.document_id = versions.document_id"
    " and spans.start_char < versions.end_char and spans.end_char > versions.start_char"
    " where versions.statement_id = $statement_id and versions.document_id = $document_id and spans.in_statement"
)
WORDS = (
    "select sum(len(regexp_extract_all(substr(documents.body, spans.start_char + 1,"
    r" spans.end_char - spans.start_char), '\S+'))) "
) + MAIN.format(table="sentences").replace(
    " where", " join core.documents as documents on documents.document_id = versions.document_id where"
)


def counted(what: str, table: str, select: str = "count(*)") -> Kind:
    """Rows in the main version, counted."""
    rows = MAIN.format(table=table)
    find = listed(f"select spans.* {rows} order by spans.start_char")
    return Kind(f"{what} of the statement in its main version, counted.", ROWS, find, query=f"select {select} {rows}")


STATEMENTS: Mapping[str, Shown] = {
    **of_base(views.MART_STATEMENTS, "core.statements"),
    **through("core.documents", ("main_document_id",), n_numbered="n_numbered"),
    "n_paragraphs": counted("Paragraphs", "paragraphs"),
    "n_sentences": counted("Sentences", "sentences"),
    "n_words": Kind(
        "Words of the statement in its main version, parted by white space, counted.",
        ROWS,
        counted("Sentences", "sentences").find,
        query=WORDS,
    ),
    "n_mentions": counted("Mentions", "mentions"),
    "main_path": path_of("main_document_id"),
}
ALIGNED = (
    "from core.sentence_alignments as alignments join core.statements as statements"
    " on statements.main_document_id = alignments.main_document_id"
    " where alignments.document_id = $document_id and statements.statement_id = $statement_id"
)


VERSION = listed("from core.versions where statement_id = $statement_id and document_id = $document_id", "the version")


def changed(change: str, number: str = "main_sentence_no") -> Kind:
    """Sentences of a change, counted. A main version is not aligned: all its sentences are the same."""
    rows = f"{ALIGNED} and alignments.change = '{change}'"
    owner = "document_id" if change == "added" else "main_document_id"
    join = (
        f" join core.sentences as spans on spans.document_id = alignments.{owner}"
        f" and spans.sentence_no = alignments.{number} where"
    )
    spans = f"select spans.* {rows} order by alignments.alignment_no".replace(" where", join, 1)
    note = f"{change}, in the {'version' if change == 'added' else 'main version'}"
    of_main = f"(select count(*) {OWN})" if change == "same" else "0"
    return Kind(
        f"Sentences that the alignment calls `{change}`, counted, each once. A main version is aligned with nothing.",
        ROWS,
        both(listed(spans, note), VERSION),
        query=f"select case when $is_main then {of_main} else (select count(distinct alignments.{number}) {rows}) end",
    )


VERSIONS: Mapping[str, Shown] = {
    **of_base(views.MART_VERSIONS, "core.versions"),
    **STATEMENT_TITLE,
    "path": path_of(),
    **through(
        "core.documents",
        ("document_id",),
        kind="kind",
        language_code="language_code",
        date_edtf="date_edtf",
        place="place",
    ),
    "n_sentences": Kind(
        "Sentences of this version within the statement, counted.",
        ROWS,
        listed(f"select spans.* {OWN} order by spans.start_char"),
        query=f"select count(*) {OWN}",
    ),
    "n_main_sentences": counted("Sentences", "sentences"),
    **{f"n_sentences_{change}": changed(change) for change in ("same", "cut", "edited", "missing", "moved")},
    "n_sentences_added": changed("added", "sentence_no"),
}
SPAN_TEXT = Kind(
    "The characters of the body at this span.",
    TEXT,
    own_span(),
    query="select substr(body, $start_char + 1, $end_char - $start_char) from core.documents"
    " where document_id = $document_id",
)
PARAGRAPHS: Mapping[str, Shown] = {
    **rendered_by("paragraphs", "paragraph_no"),
    **of_base(views.MART_PARAGRAPHS, "core.paragraphs"),
    "text": SPAN_TEXT,
}
SENTENCES: Mapping[str, Shown] = {
    **RENDERED,
    **of_base(views.MART_SENTENCES, "core.sentences"),
    **through("core.paragraphs", ("document_id", "paragraph_no"), printed_number="printed_number"),
    "text": SPAN_TEXT,
}
MENTIONS: Mapping[str, Shown] = {
    **RENDERED,
    **of_base(views.MART_MENTIONS, "core.mentions"),
    **through("core.entities", ("entity_id",), name="name", iso_code="iso_code"),
    "text": SENTENCE_TEXT,
}
OF_ENTITY = f"{MAIN.format(table='mentions')} and spans.entity_id = $entity_id"
NAMED = listed(f"select spans.* {OF_ENTITY} order by spans.start_char", "a mention in the main version")
MENTIONS_BY_STATEMENT: Mapping[str, Shown] = {
    **STATEMENT,
    **through("core.statements", ("statement_id",), statement_id="statement_id"),
    **through("core.entities", ("entity_id",), entity_id="entity_id"),
    **ENTITY,
    "n_mentions": Kind(
        "Mentions of the entity in the main version, counted.", ROWS, NAMED, query=f"select count(*) {OF_ENTITY}"
    ),
    "first_sentence_no": Kind(
        "The first sentence of the main version that mentions it.",
        TEXT,
        NAMED,
        query=f"select min(spans.sentence_no) {OF_ENTITY}",
    ),
}
OF_YEAR = (
    "from mart.mentions_by_statement as mentions join core.statements as statements using (statement_id)"
    " where mentions.entity_id = $entity_id and $year is not distinct from case"
    " when year(statements.date_start) = year(statements.date_end) then year(statements.date_start) end"
)
YEARLY = rows_listed(
    "select statement_id, statements.date_edtf, mentions.n_mentions, statements.title "
    + OF_YEAR
    + " order by statements.date_start, statement_id",
    "a statement that mentions it",
)
ENTITIES_OVER_TIME: Mapping[str, Shown] = {
    **through("core.entities", ("entity_id",), entity_id="entity_id"),
    **ENTITY,
    "year": Kind("The year of the statements' dates; empty where these leave it open.", ROWS, YEARLY),
    "n_statements": Kind(
        "Statements of the year that mention it, counted once each.", ROWS, YEARLY, query=f"select count(*) {OF_YEAR}"
    ),
    "n_mentions": Kind(
        "Mentions in their main versions, counted.", ROWS, YEARLY, query=f"select sum(mentions.n_mentions) {OF_YEAR}"
    ),
}
ALIGNMENTS: Mapping[str, Shown] = {
    **of_base(views.MART_ALIGNMENTS, "core.sentence_alignments"),
    "text": Kind("The sentence of the version, by its number.", TEXT, aligned_sentences),
    "main_text": Kind("The sentence of the main version, by its number.", TEXT, aligned_sentences),
}
REFUSED = rows_listed(
    "from ops.rejections where source = $source and path = $path and resolved_at is null order by first_seen_at desc",
    "the rejection that stands",
)
FILES: Mapping[str, Shown] = {
    **of_base(views.MART_FILES, "raw.files"),
    "is_duplicate_file": Kind(
        "Another file with the same bytes was known before: these files hold them.", ROWS, files()
    ),
    **through(
        "core.documents",
        ("document_id",),
        kind="kind",
        carries_statement="carries_statement",
        relation="relation",
        coverage_ratio="coverage_ratio",
        statement_id="statement_id",
    ),
    **through("core.statements", ("statement_id",), statement_title="title", statement_issuer="issuer"),
    "reason": Kind(
        "Of the rejection of the file that stands; empty if it is not refused.", ROWS, both(REFUSED, files())
    ),
    "detail": Kind(
        "Of the rejection of the file that stands; empty if it is not refused.", ROWS, both(REFUSED, files())
    ),
    **through("raw.texts", ("document_id",), extractor="extractor", n_pages="n_pages"),
    "notes": Kind(
        "What was noted of how the file was read, each word once.",
        ROWS,
        both(
            rows_listed("from core.document_notes where document_id = $document_id order by note_no", "a note"), files()
        ),
    ),
}
SHARED = rows_listed(
    "select statement_id, one.document_id from core.versions as one join core.versions as other using (statement_id)"
    " where one.document_id = $document_id and other.document_id = $other_document_id order by statement_id",
    "a statement that both are versions of",
)
VERSION_PAIRS: Mapping[str, Shown] = {
    **of_base(pair_views.MART_VERSION_PAIRS, "core.version_pairs"),
    "path": path_of(),
    "other_path": path_of("other_document_id"),
    **through("core.documents", ("document_id",), title="title"),
    **through("core.documents", ("other_document_id",), other_title="title"),
    "is_one_statement": Kind(
        "Whether both are versions of one statement, by this pair or by others.", ROWS, both(SHARED, PAIR)
    ),
    "reason": Kind(
        how_decided,
        TEXT,
        PAIR,
        query="select evidence ->> '$.reason' from core.version_pairs"
        " where document_id = $document_id and other_document_id = $other_document_id",
    ),
}
STATEMENT_HISTORY: Mapping[str, Shown] = {
    **of_base(pair_views.MART_STATEMENT_HISTORY, "core.statement_history"),
    **STATEMENT,
    **through("ops.runs", ("run_id",), started_at="started_at"),
}
SPEECH_ACTS: Mapping[str, Shown] = {
    **of_base(MART_SPEECH_ACTS, "core.speech_acts"),
    **STATEMENT,
    "statement_id": RENDERED["statement_id"],
    **through("core.entities", ("target_entity_id",), target="name", target_iso_code="iso_code"),
    "text": SENTENCE_TEXT,
}
COMMITMENTS: Mapping[str, Shown] = {
    **of_base(MART_COMMITMENTS, "core.commitments"),
    **STATEMENT,
    "statement_id": RENDERED["statement_id"],
    **through(
        "core.speech_acts",
        ("document_id", "act_no"),
        sentence_no="sentence_no",
        act="act",
        subject="subject",
        verb="verb",
        object_text="object_text",
    ),
    "target": Kind(
        "The name of the entity at which the act is aimed.",
        TEXT,
        listed("from core.speech_acts where document_id = $document_id and act_no = $act_no", "the clause"),
        query="select name from core.speech_acts join core.entities on entity_id = target_entity_id"
        " where document_id = $document_id and act_no = $act_no",
    ),
    "text": SENTENCE_TEXT,
}
VIEW_KINDS: Mapping[str, Mapping[str, Shown]] = {
    "mart.statements": STATEMENTS,
    "mart.versions": VERSIONS,
    "mart.paragraphs": PARAGRAPHS,
    "mart.sentences": SENTENCES,
    "mart.mentions": MENTIONS,
    "mart.mentions_by_statement": MENTIONS_BY_STATEMENT,
    "mart.entities_over_time": ENTITIES_OVER_TIME,
    "mart.sentence_alignments": ALIGNMENTS,
    "mart.files": FILES,
    "mart.version_pairs": VERSION_PAIRS,
    "mart.statement_history": STATEMENT_HISTORY,
    "mart.speech_acts": SPEECH_ACTS,
    "mart.commitments": COMMITMENTS,
}
