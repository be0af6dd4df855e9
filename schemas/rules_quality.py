"""Rules on the quality of a text as it was read: is it whole, is all of it there, is it as rich in names as others?

They warn, since each reading can be right: a list without full stops, a scan of a form. What only counts is `info`.
"""

from schemas.rules_cuts import sentence_parts
from schemas.rules_dates import DATE_RULES
from schemas.rules_model import INFO, WARNING, Rule, warehouse_rule
from schemas.rules_resolved import RESOLVED_RULES
from schemas.rules_scripts import script_rules
from schemas.rules_signatories import signatory_rules

MIN_SENTENCES = 10  # below it a share says nothing
MAX_UNENDED_SHARE = 0.3  # running text has next to none; transcripts broken at line ends have 0.6
MIN_CUT_SENTENCES = 3  # one or two are slips of the pen
MAX_CUT_SHARE = 0.05  # of the sentences; whole texts have up to 0.02, a clipped copy 0.26
MAX_UNACCOUNTED_SHARE = 0.1  # of the text as found; what cleaning folds beside white space is up to 0.02
MIN_UNACCOUNTED_CHARS = 200  # in short texts the white space weighs more
MIN_TEXT_SHARE = 0.2  # bytes of text to bytes of a text file; an encoding of four bytes a letter has 0.25
MIN_FILE_BYTES = 200  # front matter and white space weigh in small files
MIN_PAGE_CHARS = 80  # a page with less on it is a cover or a picture; pages of prose have 600 and more
MIN_PAGES = 3  # one or two covers are no loss
MIN_CORPUS_DOCUMENTS = 30  # of one language, before their median says what is usual
MIN_WORDS = 150  # of a document, for a rate of mentions
WORD_CHARS = 6  # a word and a space; only texts of one language are compared, so that it need not be exact
MAX_DEVIATIONS = 6.0  # robust ones of the logarithm: a factor of five; of 500 texts a clipped copy alone is beyond
MIN_DEVIATION = 0.25  # of the logarithm, where all documents of a corpus are much alike
DEVIATIONS_PER_MAD = 1.4826  # of a normal distribution


def text_is_whole() -> Rule:
    return warehouse_rule(
        "text_is_whole",
        "core.documents.body",
        "A copy of which many sentences are cut short is clipped: counts and quotations from it are wrong.",
        f"""
        select document_id as row_key, document_id,
            count(sign) || ' of ' || count(*) || ' sentences are cut or run together, the first: '
                || left(arg_min(sentence, sentence_no) filter (where sign is not null), 120) as detail
        from sentence_signs
        group by document_id
        having count(sign) >= {MIN_CUT_SENTENCES} and count(sign) > {MAX_CUT_SHARE} * count(*)""",
        "(select distinct document_id from core.sentences where in_statement)",
        WARNING,
        parts=sentence_parts(),
    )


def sentences_have_ends() -> Rule:
    return warehouse_rule(
        "sentences_have_ends",
        "core.documents.body",
        "Where full stops are missing, lines were taken for sentences, or the signs were lost on the way.",
        f"""
        select document_id as row_key, document_id,
            count_if(has_no_end) || ' of ' || count(*) || ' sentences end without a full stop' as detail
        from sentence_signs
        group by document_id
        having count(*) >= {MIN_SENTENCES} and count_if(has_no_end) > {MAX_UNENDED_SHARE} * count(*)""",
        "(select distinct document_id from core.sentences where in_statement)",
        WARNING,
        parts=sentence_parts(),
    )


BODY_KEEPS_TEXT = warehouse_rule(
    "body_keeps_text",
    "core.documents.body",
    "What is neither in the body nor among what cleaning took out has disappeared without a reason.",
    f"""
    with removed as (
        select document_id, sum(end_char - start_char) as n_removed from raw.removed group by document_id
    ),
    suspects as (  -- by bytes, which are counted already, and no fewer than characters
        select document_id, text, body, coalesce(n_removed, 0) as n_removed
        from raw.texts
        join core.documents using (document_id)
        left join removed using (document_id)
        where strlen(text) - strlen(body) - coalesce(n_removed, 0) >= {MIN_UNACCOUNTED_CHARS}
    ),
    kept as (
        select document_id, length(text) as n_chars,
            length(regexp_replace(text, '[\\s\\pZ\\pC]+', ' ', 'g')) - length(body) - n_removed as n_unaccounted
        from suspects
        where length(text) - length(body) - n_removed >= {MIN_UNACCOUNTED_CHARS}
    )
    select document_id as row_key, document_id,
        n_unaccounted || ' of ' || n_chars || ' characters are neither in the body nor recorded as removed' as detail
    from kept
    where n_unaccounted >= {MIN_UNACCOUNTED_CHARS} and n_unaccounted > {MAX_UNACCOUNTED_SHARE} * n_chars""",
    "raw.texts join core.documents using (document_id)",
    WARNING,
)
TEXT_FILLS_FILE = warehouse_rule(
    "text_fills_file",
    "raw.texts.text",
    "A text file is its text; where there is much less of it, the rest was not read.",
    f"""
    with files as (
        select document_id, max(n_bytes) as n_bytes from raw.files
        where media_type in ('text/plain', 'text/markdown') group by document_id
    )
    select document_id as row_key, document_id,
        'a text of ' || length(text) || ' characters from a file of ' || n_bytes || ' bytes' as detail
    from files
    join raw.texts using (document_id)
    where n_bytes >= {MIN_FILE_BYTES} and strlen(text) < {MIN_TEXT_SHARE} * n_bytes""",
    "raw.files where media_type in ('text/plain', 'text/markdown')",
    WARNING,
)
PAGES_ARE_READ = warehouse_rule(
    "pages_are_read",
    "raw.texts.n_pages",
    "Many pages with next to nothing on them were not read, or hold pictures of text.",
    f"""
    with noted as (
        select document_id, count(distinct page_no) as n_noted from core.document_notes
        where page_no is not null group by document_id
    ),
    read as (
        select document_id, n_pages - coalesce(n_noted, 0) as n_read, length(text) as n_chars
        from raw.texts
        left join noted using (document_id)
        where n_pages >= {MIN_PAGES}
    )
    select document_id as row_key, document_id,
        n_chars || ' characters on ' || n_read || ' pages' as detail
    from read
    where n_chars < {MIN_PAGE_CHARS} * n_read""",
    f"raw.texts where n_pages >= {MIN_PAGES}",
    WARNING,
)


MENTIONS_WITHIN_RANGE = warehouse_rule(
    "mentions_within_range",
    "core.mentions",
    "A text with far fewer or more names than others of its language was read badly, or is of another kind.",
    f"""
    with counts as (select document_id, count(*) as n_mentions from core.mentions group by document_id),
    lengths as (
        select document_id, max(end_char) // {WORD_CHARS} as n_words from core.paragraphs group by document_id
    ),
    rates as materialized (
        select document_id, language_code, coalesce(n_mentions, 0) as n_mentions, n_words,
            ln((coalesce(n_mentions, 0) + 0.5) * 1000 / n_words) as rate
        from core.documents
        join lengths using (document_id)
        left join counts using (document_id)
        where is_statement and n_words >= {MIN_WORDS}
    ),
    usual as (
        select language_code, median(rate) as middle,
            greatest({DEVIATIONS_PER_MAD} * mad(rate), {MIN_DEVIATION}) as deviation
        from rates
        group by language_code
        having count(*) >= {MIN_CORPUS_DOCUMENTS}
    )
    select document_id as row_key, document_id,
        n_mentions || ' mentions in about ' || n_words || ' words; usual in ' || language_code || ' are '
            || cast(exp(middle) as integer) || ' per 1,000 words' as detail
    from rates
    join usual using (language_code)
    where abs(rate - middle) > {MAX_DEVIATIONS} * deviation""",
    "core.documents where is_statement",
    WARNING,
)
LANGUAGE_IS_KNOWN = warehouse_rule(
    "language_is_known",
    "core.documents.language_code",
    "Of a language that cannot be told neither sentences nor names are read by its rules.",
    """
    select document_id as row_key, document_id,
        'a body of ' || length(body) || ' characters in no language that is known' as detail
    from core.documents
    where language_code = 'und'""",
    "core.documents",
    INFO,
)


def quality_rules() -> tuple[Rule, ...]:
    """Those above, and those on letters, dates, resolved statements and signatories; words are read from knowledge."""
    return (
        text_is_whole(),
        sentences_have_ends(),
        BODY_KEEPS_TEXT,
        TEXT_FILLS_FILE,
        PAGES_ARE_READ,
        MENTIONS_WITHIN_RANGE,
        LANGUAGE_IS_KNOWN,
        *script_rules(),
        *DATE_RULES,
        *RESOLVED_RULES,
        *signatory_rules(),
    )
