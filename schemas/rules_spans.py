"""Rules on spans: every offset slices back to its text, parts lie within wholes and in order."""

from schemas.ddl import quoted
from schemas.rules_misread import MISREAD_PARTS
from schemas.rules_model import (
    ANNOTATIONS,
    CRITICAL,
    DOCUMENTS,
    WAREHOUSE,
    WARNING,
    Query,
    Rule,
    key_text,
    sliced,
)
from schemas.tables import BY_NAME

SIGNS = " \n\t\u00a00123456789.,;:!?()[]{}<>|/\\%&+=*#@^~`'\"_-–—“”„‘’«»…•·©®™°$€£"
MIN_LETTER_SHARE = 0.5  # of all characters; prose has about 0.8 (a fifth is spaces), tables of figures and residue less


def within(table_name: str, whole: str, whole_text: str, suites: tuple[str, ...]) -> Rule:
    """Spans of a table are not empty and lie within the text of `whole`."""
    table = BY_NAME[table_name]
    offending = f"""
        with wholes as (select document_id, length({whole_text}) as n_chars from {whole})
        select
            {key_text(table, "spans")} as row_key,
            spans.document_id,
            'span ' || spans.start_char || '–' || spans.end_char || ' of ' || n_chars as detail
        from {table_name} as spans
        join wholes using (document_id)
        where spans.start_char >= spans.end_char or spans.end_char > n_chars"""
    return Rule(
        f"{table.short_name}_within_{whole_text}",
        CRITICAL,
        table_name,
        "end_char",
        f"A span outside {whole}.{whole_text} shows no text, or another one.",
        Query(offending, table_name),
        suites,
    )


def in_order(table_name: str, order: str, suites: tuple[str, ...], severity: str = CRITICAL) -> Rule:
    """Rows of a document follow each other in its text and do not overlap."""
    table = BY_NAME[table_name]
    keys = ", ".join(name for name in table.key if name != "start_char")  # only what is shown, for a smaller sort
    offending = f"""
        with spans as (
            select {keys}, start_char,
                lag(end_char) over (partition by document_id order by {order}) as previous_end_char
            from {table_name}
        )
        select
            {key_text(table)} as row_key,
            document_id,
            'starts at ' || start_char || ', before the end ' || previous_end_char || ' of the one before' as detail
        from spans
        where start_char < previous_end_char"""
    return Rule(
        f"{table.short_name}_in_order",
        severity,
        table_name,
        "start_char",
        "Text that two rows share is counted twice; rows out of order cannot be read as a text.",
        Query(offending, table_name),
        suites,
    )


def numbered_from_one(table_name: str, number: str, suites: tuple[str, ...]) -> Rule:
    """Numbers of a document's rows run from 1 without gaps."""
    table = BY_NAME[table_name]
    offending = f"""
        select document_id as row_key, document_id,
            'has ' || count(*) || ' rows numbered up to ' || max({number}) as detail
        from {table_name}
        group by document_id
        having min({number}) != 1 or max({number}) != count(*)"""
    return Rule(
        f"{table.short_name}_numbered_from_one",
        CRITICAL,
        table_name,
        number,
        "A gap means that a row was lost on the way.",
        Query(offending, f"(select distinct document_id from {table_name})"),
        suites,
    )


def inside(table_name: str, whole: str, number: str, suites: tuple[str, ...]) -> Rule:
    """Spans lie within the row of `whole` that they name by number."""
    table, holder = BY_NAME[table_name], BY_NAME[whole]
    offending = f"""
        select
            {key_text(table, "spans")} as row_key,
            spans.document_id,
            case
                when wholes.document_id is null then '{number} ' || spans.{number} || ' does not exist'
                else 'span ' || spans.start_char || '–' || spans.end_char
                    || ' is not within ' || wholes.start_char || '–' || wholes.end_char
            end as detail
        from {table_name} as spans
        left join {whole} as wholes using (document_id, {number})
        where spans.{number} is not null
            and (
                wholes.document_id is null
                or spans.start_char < wholes.start_char
                or spans.end_char > wholes.end_char
            )"""
    return Rule(
        f"{table.short_name}_within_{holder.short_name}",
        CRITICAL,
        table_name,
        number,
        f"What is said of a row of {whole} is said of all that lies within it.",
        Query(offending, f"{table_name} where {number} is not null"),
        suites,
    )


REMOVED_SLICES_BACK = Rule(
    "removed_slices_back",
    CRITICAL,
    "raw.removed",
    "text",
    "What cleaning took out must be what stood there, or the original cannot be told from the copy.",
    Query(
        f"""
        select removed.document_id || '/' || removed.start_char as row_key, removed.document_id,
            'recorded ' || left(removed.text, 80)
                || ' but there stands ' || left(removed.slice, 80)
                as detail
        from {sliced("raw.removed", "raw.texts", "text")} as removed
        where removed.text is distinct from removed.slice""",
        "raw.removed",
    ),
    (DOCUMENTS,),
)
MENTIONS_SLICE_BACK = Rule(
    "mentions_slice_back",
    CRITICAL,
    "core.mentions",
    "surface",
    "A mention must be found in the text where the row says that it is.",
    Query(
        """
        select document_id || '/' || name as row_key, document_id,
            'surface ' || text || ' but there stands ' || slice as detail
        from misread
        where kind = 'mention' and text is distinct from slice""",
        "core.mentions",
        MISREAD_PARTS,
    ),
    (ANNOTATIONS,),
)
BODY_HAS_LETTERS = Rule(
    "body_has_letters",
    WARNING,
    "core.documents",
    "body",
    "A body that is mostly figures and signs is a table, a scan read badly, or residue that cleaning does not know.",
    Query(
        f"""
        with cased as (
            select document_id, body, lower(body) as small, upper(body) as large from core.documents
        ),
        doubtful as materialized (
            -- letters with cases are counted fast, as bytes that differ; of a letter of n bytes, n - 1 are not counted
            select document_id, body
            from cased
            where not case
                when body is null or body = '' or strlen(small) != strlen(large) then false
                else hamming(small, large) - (strlen(small) - length(small)) >= {MIN_LETTER_SHARE} * length(body)
            end
        ),
        shares as materialized (
            select document_id,
                length(translate(body, {quoted(SIGNS)}, '')) / nullif(length(body), 0) as letter_share
            from doubtful
        )
        select document_id as row_key, document_id,
            'letters make up ' || coalesce(round(100 * letter_share), 0) || ' % of the characters' as detail
        from shares
        where letter_share is null or letter_share < {MIN_LETTER_SHARE}""",
        "core.documents",
    ),
)
BODY_IS_NOT_EMPTY = Rule(
    "body_is_not_empty",
    CRITICAL,
    "core.documents",
    "body",
    "A document without text says nothing, and would be the copy of every other empty one.",
    Query(
        """
        select document_id as row_key, document_id, 'no visible character is left after cleaning' as detail
        from core.documents
        where not regexp_matches(body, '[^\\s\\pZ\\pC]')""",
        "core.documents",
    ),
    (DOCUMENTS,),
)
PRINTED_NUMBERS_WITHOUT_GAPS = Rule(
    "printed_numbers_without_gaps",
    WARNING,
    "core.paragraphs",
    "printed_number",
    "A number that is skipped is a paragraph that was lost, by the copy or by the reader.",
    Query(
        """
        with numbered as (
            select document_id, paragraph_no, cast(printed_number as integer) as printed,
                lag(cast(printed_number as integer)) over (partition by document_id order by paragraph_no) as previous
            from core.paragraphs
            where in_statement and regexp_full_match(printed_number, '[0-9]{1,4}')
        )
        select document_id || '/' || paragraph_no as row_key, document_id,
            printed || ' follows ' || coalesce(cast(previous as varchar), 'the beginning') as detail
        from numbered
        where printed != 1 and printed != coalesce(previous, 0) + 1
            and not (printed = 2 and previous is null and exists (  -- letters number from their second paragraph on
                from core.paragraphs as first
                where first.document_id = numbered.document_id and first.paragraph_no < numbered.paragraph_no
                    and first.in_statement and first.printed_number is null))""",
        "core.paragraphs where in_statement and regexp_full_match(printed_number, '[0-9]{1,4}')",
    ),
)
PAGES_IN_ORDER = Rule(
    "pages_in_order",
    WARNING,
    "core.paragraphs",
    "end_page_no",
    "A paragraph ends on the page where it begins, or on a later one.",
    Query(
        """
        select document_id || '/' || paragraph_no as row_key, document_id,
            'begins on page ' || page_no || ', ends on ' || end_page_no as detail
        from core.paragraphs
        where end_page_no < page_no""",
        "core.paragraphs where page_no is not null",
    ),
)
DOCUMENT_HAS_SENTENCES = Rule(
    "document_has_sentences",
    WARNING,
    "core.documents",
    None,
    "Without sentences nothing can be aligned, quoted or counted.",
    Query(
        """
        select document_id as row_key, document_id,
            'a body of ' || length(body) || ' characters has no sentence' as detail
        from core.documents
        where not exists (from core.sentences where sentences.document_id = documents.document_id)""",
        "core.documents",
    ),
)

SPAN_RULES: tuple[Rule, ...] = (
    within("core.paragraphs", "core.documents", "body", (DOCUMENTS,)),
    within("core.sentences", "core.documents", "body", (DOCUMENTS,)),
    within("core.mentions", "core.documents", "body", (ANNOTATIONS,)),
    within("core.versions", "core.documents", "body", (WAREHOUSE,)),
    within("raw.removed", "raw.texts", "text", (DOCUMENTS,)),
    within("raw.marks", "raw.texts", "text", (DOCUMENTS,)),
    inside("core.sentences", "core.paragraphs", "paragraph_no", (DOCUMENTS,)),
    inside("core.mentions", "core.sentences", "sentence_no", (ANNOTATIONS,)),
    in_order("core.paragraphs", "paragraph_no", (DOCUMENTS,)),
    in_order("core.sentences", "sentence_no", (DOCUMENTS,)),
    in_order("core.mentions", "start_char, end_char", (ANNOTATIONS,)),
    in_order("raw.removed", "start_char, end_char", (WAREHOUSE,), WARNING),
    numbered_from_one("core.paragraphs", "paragraph_no", (DOCUMENTS,)),
    numbered_from_one("core.sentences", "sentence_no", (DOCUMENTS,)),
    numbered_from_one("core.mentions", "mention_no", (ANNOTATIONS,)),
    REMOVED_SLICES_BACK,
    MENTIONS_SLICE_BACK,
    BODY_IS_NOT_EMPTY,
    BODY_HAS_LETTERS,
    PRINTED_NUMBERS_WITHOUT_GAPS,
    PAGES_IN_ORDER,
    DOCUMENT_HAS_SENTENCES,
)
