"""Rules that notice lost text: sentences cut short, begun in the middle, or run together."""

from schemas import knowledge
from schemas.ddl import quoted
from schemas.rules_model import WARNING, Query, Rule, slice_text, sliced

TAIL_CHARS = 16  # enough for a full stop with closing quotes, a bracket and the mark of a footnote after it
MIN_CUT_WORDS = 8  # shorter lines without a full stop are mostly headings and items of lists
CLOSERS = r"[\s\"'”’»“)\]*]*(\[?[0-9]{1,3}\]?)?\s*"  # quotes, brackets, the mark of a footnote
HAS_END = rf"[.!?…:;。！？؟।]{CLOSERS}$"
IS_ITEM = r"([,–—]|[,;] ?\w{1,4})\s*$"  # `…,` or `…; and`, where a paragraph is an item of a list or a recital
SMALL_START = r"\p{Ll}{4}[.!?] \p{Ll}{2}"  # a sentence that lost its first words; most abbreviations are shorter


def openers(language_code: str) -> str:
    """Words that begin a sentence, as alternatives of a regular expression."""
    return "|".join(row["word"] for row in knowledge.rows("sentence_openers") if row["language_code"] == language_code)


def restart_pattern(language_code: str) -> str:
    """Regular expression for a sentence that begins in the middle of another.

    The words of `sentence_openers.csv` are printed with a capital only where a sentence begins, or in a name. In a name
    the next word has a capital too, so a small one has to follow.
    """
    return rf"(?:\p{{L}}*\p{{Ll}}[’']?|\b\p{{Ll}}+,) (?:{openers(language_code)}) \p{{Ll}}+"


def restart_case() -> str:
    """SQL: the words around a restart in `sentence`, or an empty text."""
    languages = sorted({row["language_code"] for row in knowledge.rows("sentence_openers")})
    cases = " ".join(
        f"when language_code = {quoted(language)} then "
        f"case when regexp_matches(sentence, ' (?:{openers(language)}) ') "  # cheap, and false of most sentences
        f"then regexp_extract(sentence, {quoted(restart_pattern(language))}) else '' end"
        for language in languages
    )
    return f"case {cases} else '' end"


def sentence_is_whole() -> Rule:
    """The rule on the form of sentences."""
    population = """core.sentences as sentences
        join core.paragraphs as paragraphs using (document_id, paragraph_no)
        where sentences.in_statement and paragraphs.role = 'paragraph'"""
    offending = f"""
        with texts as materialized (  -- once; else each use of the sentence slices the body again
            select
                sentences.document_id,
                sentences.sentence_no,
                paragraphs.language_code,
                sentences.end_char >= paragraphs.end_char - 2 as ends_paragraph,
                sentences.slice as sentence
            from {sliced("core.sentences", "core.documents", "body")} as sentences
            join core.paragraphs as paragraphs using (document_id, paragraph_no)
            where sentences.in_statement and paragraphs.role = 'paragraph'
        ),
        tails as (
            select *, right(sentence, {TAIL_CHARS}) as tail
            from texts
            where len(string_split(sentence, ' ')) >= {MIN_CUT_WORDS}
        ),
        signs as materialized (
            select
                *,
                {restart_case()} as restart,
                not regexp_matches(tail, {quoted(HAS_END)})
                    and not (ends_paragraph and regexp_matches(tail, {quoted(IS_ITEM)})) as has_no_end,
                regexp_matches(sentence, '^\\p{{Ll}}\\pL* ') and sentence_no > 1 and not ends_paragraph
                    or regexp_matches(sentence, {quoted(SMALL_START)}) as has_no_start
            from tails
        )
        select
            document_id || '/' || sentence_no as row_key,
            document_id,
            case
                when restart != '' then 'another sentence begins inside, at "' || restart || '": '
                when has_no_end then 'ends without a full stop: '
                else 'a sentence begins with a small letter: '
            end || sentence as detail
        from signs
        where restart != '' or has_no_end or has_no_start"""
    return Rule(
        "sentence_is_whole",
        WARNING,
        "core.sentences",
        None,
        "A sentence cut short or run into the next is the mark of a damaged copy; its wording must not be quoted.",
        Query(offending, population),
    )


VERSION_KEEPS_SENTENCES = Rule(
    "version_keeps_sentences",
    WARNING,
    "core.sentence_alignments",
    "change",
    "A truncated copy lacks these words of the main version; what it does not say may still have been said.",
    Query(
        f"""
        select
            alignments.document_id || '/' || alignments.alignment_no as row_key,
            alignments.document_id,
            alignments.change || ': ' || {slice_text("main_documents.body", "main_sentences")} as detail
        from core.sentence_alignments as alignments
        join core.versions as versions using (document_id)
        join core.statements as statements
            on statements.statement_id = versions.statement_id
            and statements.main_document_id = alignments.main_document_id
        join core.documents as main_documents on main_documents.document_id = alignments.main_document_id
        join core.sentences as main_sentences
            on main_sentences.document_id = alignments.main_document_id
            and main_sentences.sentence_no = alignments.main_sentence_no
        where versions.relation = 'truncated' and alignments.change in ('cut', 'missing')""",
        "core.sentence_alignments join core.versions using (document_id) where relation = 'truncated'",
    ),
)
