"""How each rule on the quality of texts, on resolved statements and on signatories is broken in the made warehouse."""

from tests.warehouse.made_rows import ARTICLE, STATEMENT, A, B, C

AT = f"where document_id = '{A}'"
IS_STATEMENT = f"where statement_id = '{STATEMENT}'"
OTHER = "st-" + "e" * 16

# rules on rows that no document of the made warehouse has
QUALITY_UNSEEN = {
    "pages_are_read",
    "article_is_more_than_statement",
    "quoted_sentences_within_span",
    "languages_are_distinct",
    "alternatives_are_others",
}


def running(sentence: str, n_sentences: int) -> str:
    """SQL that makes one paragraph of A out of a sentence, repeated with a space between."""
    step = len(sentence) + 1
    return f"""
        update core.documents set body = repeat('{sentence} ', {n_sentences}) {AT};
        delete from core.paragraphs {AT} and paragraph_no != 3;
        update core.paragraphs set paragraph_no = 1, start_char = 0, end_char = {step * n_sentences - 1} {AT};
        create temp table pattern as from core.sentences {AT} limit 1;
        delete from core.sentences {AT};
        insert into core.sentences by name
        select pattern.* replace (
            no + 1 as sentence_no, 1 as paragraph_no, no * {step} as start_char,
            no * {step} + {len(sentence)} as end_char, true as in_statement)
        from pattern, range({n_sentences}) as numbers (no)"""


def corpus(n_others: int, n_mentions: int) -> str:
    """SQL that adds documents like A, of 200 words, with as many mentions each as given; A has none."""
    return f"""
        update core.documents set is_statement = document_id = '{A}';
        delete from core.paragraphs {AT} and paragraph_no > 1;
        update core.paragraphs set end_char = 1200 {AT};
        delete from core.mentions {AT};
        create temp table document as from core.documents {AT};
        insert into core.documents by name
        select document.* replace ('d' || no as document_id) from document, range({n_others}) as numbers (no);
        create temp table paragraph as from core.paragraphs {AT};
        insert into core.paragraphs by name
        select paragraph.* replace ('d' || no as document_id) from paragraph, range({n_others}) as numbers (no);
        create temp table mention as from core.mentions limit 1;
        insert into core.mentions by name
        select mention.* replace ('d' || no as document_id, number as mention_no)
        from mention, range({n_others}) as numbers (no), range(1, {n_mentions + 1}) as counted (number)"""


QUALITY_BREAKS: dict[str, tuple[str, set[str]]] = {
    "text_is_whole": (running("We met in Vienna to speak of the We will meet again and again.", 5), {A}),
    "sentences_have_ends": (running("We have met in Vienna to speak of the war again", 12), {A}),
    "body_keeps_text": (f"update raw.texts set text = text || repeat('More was said. ', 50) {AT}", {A}),
    "text_fills_file": ("update raw.files set n_bytes = 10000 where path = 'a.txt'", {A}),
    "pages_are_read": (f"update raw.texts set n_pages = 30 {AT}", {A}),
    "mentions_within_range": (corpus(n_others=29, n_mentions=10), {A}),
    "language_is_known": (f"update core.documents set language_code = 'und' {AT}", {A}),
    "language_fits_script": (f"update core.documents set language_code = 'ru' {AT}", {A}),
    "paragraph_fits_script": (
        f"update core.paragraphs set language_code = 'uk' {AT} and paragraph_no = 4",
        {f"{A}/4"},
    ),
    "date_days_follow_edtf": (f"update core.documents set date_start = '2021-05-02' {AT}", {A}),
    "statement_days_follow_edtf": (
        f"update core.statements set date_end = date '2021-05-31' {IS_STATEMENT}",
        {STATEMENT},
    ),
    "statement_date_within_reach": (
        f"update core.statements set date_start = '2026-01-04', date_end = '2026-01-04' {IS_STATEMENT}",
        {STATEMENT},
    ),
    "statement_declares": (
        f"delete from core.speech_acts; update core.sentences set in_statement = true {AT}",
        {STATEMENT},
    ),
    "version_covers_something": ("update core.versions set coverage_ratio = 0.01", {f"{STATEMENT}/{B}"}),
    "translation_has_other_language": (
        f"update core.versions set relation = 'translation' where document_id = '{B}'",
        {f"{STATEMENT}/{B}"},
    ),
    "article_is_more_than_statement": (
        f"update core.versions set relation = 'excerpt-in-article', start_char = 0 where document_id = '{C}'",
        {f"{ARTICLE}/{C}"},
    ),
    "quoted_sentences_within_span": (
        f"update core.documents set carries_statement = true where document_id = '{C}';"
        f"update core.sentences set in_statement = true where document_id = '{C}'",
        {C},
    ),
    "statement_is_one": (
        "insert into core.statements by name "
        f"select * replace ('{OTHER}' as statement_id, '{C}' as main_document_id) from core.statements {IS_STATEMENT}",
        {STATEMENT, OTHER},
    ),
    "statement_values_are_stated": (
        "update core.statements set title = 'Statement of the Rhine Council', place = 'Graz'",
        {f"{statement}/{field}" for statement in (STATEMENT, ARTICLE) for field in ("title", "place")},
    ),
    "statement_date_follows_basis": (f"update core.statements set date_edtf = '2020' {IS_STATEMENT}", {STATEMENT}),
    "election_has_reasons": (f"update core.statements set election_reasons = [] {IS_STATEMENT}", {STATEMENT}),
    "main_version_is_present": (f"update core.documents set is_present = false {AT}", {STATEMENT}),
    "statement_has_date": ("update core.statements set date_edtf = null", {STATEMENT}),
    "date_is_stated": (f"update core.statements set date_basis = 'inferred' {IS_STATEMENT}", {STATEMENT}),
    "signatory_was_member": (
        "update core.memberships set date_start = '2021-05-04' where member_id = 'country:UA'",
        {f"{STATEMENT}/UA"},
    ),
    "partners_sign": ("delete from core.memberships where member_id = 'country:UA'", {STATEMENT}),
    "signatory_existed": (
        f"update core.statements set signatories = ['AT', 'SU'] {IS_STATEMENT}",
        {f"{STATEMENT}/SU"},
    ),
    "statement_signatories_sorted": (
        f"update core.statements set signatories = ['AT', 'UA', 'UA'] {IS_STATEMENT}",
        {STATEMENT},
    ),
    "statement_signatories_are_known": (
        f"update core.statements set signatories = ['AT', 'QQ'] {IS_STATEMENT}",
        {f"{STATEMENT}/QQ"},
    ),
    "languages_are_distinct": (f"update core.documents set language_codes = ['en', 'fr', 'fr'] {AT}", {A}),
    "alternatives_are_others": (
        f"update core.mentions set alternatives = [entity_id] {AT} and mention_no = 1;"
        f"update core.mentions set alternatives = ['org:nobody'] {AT} and mention_no = 2",
        {f"{A}/1", f"{A}/2"},
    ),
    "membership_is_in_body": (
        "update core.memberships set organisation_id = 'country:AT' where member_id = 'country:UA'",
        {"country:AT/country:UA/1992-01-01"},
    ),
}
