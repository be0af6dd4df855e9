"""Rules on pages and on notes: no page is left out in silence."""

from schemas.rules_model import CRITICAL, DOCUMENTS, Query, Rule
from schemas.rules_spans import numbered_from_one

PAGES_ARE_COUNTED = Rule(
    "pages_are_counted",
    CRITICAL,
    "raw.texts",
    "n_pages",
    "Pages are parted by form feeds; another number of them means that a page was lost, or its text given to another.",
    Query(
        """
        with parted as (select document_id, n_pages, len(string_split(text, chr(12))) as n_parted from raw.texts)
        select document_id as row_key, document_id,
            'the file has ' || n_pages || ' pages, its text ' || n_parted as detail
        from parted
        where n_parted != n_pages""",
        "raw.texts where n_pages is not null",
    ),
    (DOCUMENTS,),
)
PAGES_WITHOUT_TEXT_ARE_NOTED = Rule(
    "pages_without_text_are_noted",
    CRITICAL,
    "raw.texts",
    "text",
    "A page without text is a scan or blank, and is told so; in silence it is a page lost.",
    Query(
        """
        with pages as (
            select document_id, unnest(string_split(text, chr(12))) as page,
                generate_subscripts(string_split(text, chr(12)), 1) as page_no
            from raw.texts
            where n_pages is not null
        )
        select document_id as row_key, document_id, 'nothing was read on page ' || min(page_no) as detail
        from pages
        where not regexp_matches(page, '[^\\s\\pZ\\pC]')
            and not exists (
                from core.document_notes as notes
                where notes.document_id = pages.document_id and notes.page_no = pages.page_no
            )
        group by document_id""",
        "raw.texts where n_pages is not null",
    ),
    (DOCUMENTS,),
)

PAGE_RULES: tuple[Rule, ...] = (
    PAGES_ARE_COUNTED,
    PAGES_WITHOUT_TEXT_ARE_NOTED,
    numbered_from_one("core.document_notes", "note_no", (DOCUMENTS,)),
)
