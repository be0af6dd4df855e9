"""Where a rule less careful would cry wolf: what looks like a fault and is none."""

from collections.abc import Iterator

import duckdb
import pytest

from schemas.rules import domain_rules
from tasks.core.validate.queries import check_query
from tests.tasks.core.validate.quality_breaks import AT, IS_STATEMENT, OTHER, corpus, running
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import B, C

RULES = {rule.rule_id: rule for rule in domain_rules()}
RUSSIAN = "Мы встретились в Вене и говорили о войне и мире на Дунае. "
GREEK = "Συναντηθήκαμε στη Βιέννη και μιλήσαμε για τον πόλεμο. "
JAPANESE = "我々はウィーンで会談し戦争について話し合った。" * 3
SECOND = (
    "insert into core.statements by name "
    f"select * replace ('{OTHER}' as statement_id, '{C}' as main_document_id) from core.statements {IS_STATEMENT}"
)

CALM: dict[str, tuple[str, str]] = {
    "two cut sentences are slips of the pen": (
        "text_is_whole",
        running("We met in Vienna to speak of the We will meet again and again.", 2),
    ),
    "a text of five lines is a list or a form": (
        "sentences_have_ends",
        running("We have met in Vienna to speak of the war again", 5),
    ),
    "white space is folded without a record": (
        "body_keeps_text",
        f"update raw.texts set text = text || repeat(chr(160) || chr(10) || '  ', 400) {AT}",
    ),
    "four bytes a letter": (
        "text_fills_file",
        "update raw.files set n_bytes = (select 4 * length(text) from raw.texts "
        "where texts.document_id = files.document_id)",
    ),
    "a page of a web site is more markup than text": (
        "text_fills_file",
        "update raw.files set n_bytes = 10000000, media_type = 'text/html'",
    ),
    "pages that are known to be pictures": (
        "pages_are_read",
        f"""update raw.texts set n_pages = 30 {AT};
        insert into core.document_notes by name
        select notes.* replace (no as note_no, no as page_no)
        from core.document_notes as notes, range(3, 31) as numbers (no)""",
    ),
    "too few to say what is usual": ("mentions_within_range", corpus(n_others=28, n_mentions=10)),
    "nobody names anybody": ("mentions_within_range", corpus(n_others=40, n_mentions=0)),
    "a short text need not name anybody": (
        "mentions_within_range",
        f"{corpus(n_others=40, n_mentions=10)}; update core.paragraphs set end_char = 600 {AT}",
    ),
    "a language with two alphabets, in the first": (
        "language_fits_script",
        f"update core.documents set language_code = 'sr', body = repeat('{RUSSIAN}', 5) {AT}",
    ),
    "a language with two alphabets, in the second": (
        "language_fits_script",
        f"update core.documents set language_code = 'sr' {AT}",
    ),
    "a language written with the letters of two": (
        "language_fits_script",
        f"update core.documents set language_code = 'ja', body = '{JAPANESE}' {AT}",
    ),
    "half of it in another language": (
        "language_fits_script",
        f"update core.documents set language_code = 'ru', body = repeat('{RUSSIAN}', 9) || repeat('We met. ', 60) {AT}",
    ),
    "no language is told": (
        "language_fits_script",
        f"update core.documents set language_code = 'und', body = repeat('{GREEK}', 5) {AT}",
    ),
    "a paragraph that is a foreign name": (
        "paragraph_fits_script",
        f"update core.paragraphs set language_code = 'el', end_char = start_char + 15 {AT} and paragraph_no = 4",
    ),
    "a year": (
        "date_days_follow_edtf",
        f"update core.documents set date_edtf = '2021', date_start = '2021-01-01', date_end = '2021-12-31' {AT}",
    ),
    "a month about which nobody is sure": (
        "date_days_follow_edtf",
        f"update core.documents set date_edtf = '2024-02?', date_start = '2024-02-01', date_end = '2024-02-29' {AT}",
    ),
    "a meeting of two days": (
        "date_days_follow_edtf",
        "update core.documents set date_edtf = '2021-05-03/2021-05-04', date_start = '2021-05-03', "
        f"date_end = '2021-05-04' {AT}",
    ),
    "an interval without an end": (
        "date_days_follow_edtf",
        f"update core.documents set date_edtf = '2021-05-03/', date_start = '2021-05-03', date_end = '2021-05-03' {AT}",
    ),
    "a decade": (
        "date_days_follow_edtf",
        f"update core.documents set date_edtf = '202X', date_start = '2020-01-01', date_end = '2029-12-31' {AT}",
    ),
    "a statement that arrived on the day before, by its own clock": (
        "statement_date_within_reach",
        f"update core.statements set date_start = '2026-01-03', date_end = '2026-01-03' {IS_STATEMENT}",
    ),
    "a text is numbered from its second paragraph on": (
        "printed_numbers_without_gaps",
        f"update core.paragraphs set printed_number = null {AT} and printed_number = '1'",
    ),
    "front matter writes an apostrophe as an escape": (
        "title_is_printed",
        f"update core.documents set title = 'The Council’s Joint Statement' {AT};"
        f"update core.metadata_candidates set evidence = 'The Council\\u2019s Joint Statement' {AT} "
        "and field = 'title'",
    ),
    "a person noted the place": (
        "place_is_printed",
        f"update core.documents set place = 'Graz' {AT};"
        f"update core.metadata_candidates set evidence_in = 'corrections' {AT} and field = 'place'",
    ),
    "acts are found in English alone": (
        "statement_declares",
        f"delete from core.speech_acts; update core.sentences set in_statement = true {AT};"
        f"update core.documents set language_code = 'fr' {AT}",
    ),
    "four sentences may declare nothing": ("statement_declares", "delete from core.speech_acts"),
    "an article quotes a clause": (
        "version_covers_something",
        f"update core.versions set relation = 'excerpt-in-article', coverage_ratio = 0.02 where document_id = '{B}'",
    ),
    "a version in no known language": (
        "translation_has_other_language",
        f"update core.documents set language_code = 'und' where document_id = '{B}'",
    ),
    "an article in another language is no translation": (
        "translation_has_other_language",
        f"update core.documents set language_code = 'fr' where document_id = '{B}';"
        f"update core.versions set relation = 'excerpt-in-article' where document_id = '{B}'",
    ),
    "a copy in another language is called a translation": (
        "translation_has_other_language",
        f"update core.documents set language_code = 'fr' where document_id = '{B}';"
        f"update core.versions set relation = 'translation' where document_id = '{B}'",
    ),
    "an article with as much of its own": (
        "article_is_more_than_statement",
        f"update core.versions set relation = 'excerpt-in-article', end_char = start_char + 40 "
        f"where document_id = '{C}'",
    ),
    "quotation marks belong to the sentence alone": (
        "quoted_sentences_within_span",
        f"update core.documents set carries_statement = true where document_id = '{C}';"
        f"update core.sentences set in_statement = true where document_id = '{C}' and sentence_no = 2;"
        f"update core.versions set start_char = start_char + 1, end_char = end_char - 1 where document_id = '{C}'",
    ),
    "two statements in one document": (
        "statement_is_one",
        f"{SECOND}; insert into core.versions by name "
        f"select * replace ('{OTHER}' as statement_id) from core.versions where document_id = '{B}'",
    ),
    "two texts that were compared and kept apart": (
        "statement_is_one",
        f"{SECOND}; update core.version_pairs set decision = 'vetoed' where other_document_id = '{C}'",
    ),
    "a title that is used on other days": (
        "statement_is_one",
        f"{SECOND}; insert into core.statements by name "
        "select * replace ('st-ffffffffffffffff' as statement_id, '2020-05-03' as date_edtf) "
        f"from core.statements {IS_STATEMENT}",
    ),
    "a title of a whole series": (
        "statement_is_one",
        f"{SECOND}; insert into core.statements by name "
        "select statement.* replace ('st-' || no as statement_id) "
        f"from core.statements as statement, range(4) as numbers (no) {IS_STATEMENT}",
    ),
    "a title of two words": ("statement_is_one", f"{SECOND}; update core.statements set title = 'Joint Statement'"),
    "an inferred date is stated nowhere": (
        "statement_date_follows_basis",
        "update core.statements set date_edtf = '2021-05~', date_basis = 'inferred'",
    ),
    "it joined in that year, the day is not known": (
        "signatory_was_member",
        "update core.memberships set date_start = '2021-12-31', precision = 'year' where member_id = 'country:UA'",
    ),
    "since when it is a member is not known": (
        "signatory_was_member",
        "update core.memberships set date_start = '2021-12-31', precision = 'by' where member_id = 'country:UA'",
    ),
    "it left on the day after": (
        "signatory_was_member",
        "update core.memberships set date_end = '2021-05-04' where member_id = 'country:UA'",
    ),
    "nobody knows when it was signed": (
        "signatory_was_member",
        "update core.memberships set date_start = '2031-12-31' where member_id = 'country:UA';"
        "update core.statements set date_start = null, date_end = null",
    ),
    "states that speak for themselves": ("partners_sign", "update core.statements set issuer = 'AT+UA'"),
    "a state that was there until the end of that year": (
        "signatory_existed",
        "update core.statements set signatories = ['AT', 'SU'], date_start = '1991-12-08', date_end = '1991-12-08'",
    ),
    "a code that an older state had before": (
        "signatory_existed",
        "update core.statements set signatories = ['AT', 'CS'], date_start = '1989-12-08', date_end = '1989-12-08'",
    ),
}


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    return connect(made_tables())


@pytest.fixture
def untouched(warehouse: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made warehouse, put back after the test."""
    warehouse.execute("begin transaction")
    yield warehouse
    warehouse.execute("rollback")


@pytest.mark.parametrize("story", CALM)
def test_a_rule_stays_calm(untouched: duckdb.DuckDBPyConnection, story: str) -> None:
    rule_id, mutation = CALM[story]
    untouched.execute(mutation)
    finding = check_query(untouched, RULES[rule_id])
    assert (finding.error, finding.offenders) == ("", ())
