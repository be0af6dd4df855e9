"""Rules that notice lost text: sentences cut short, begun in the middle, or run together."""

import re
from functools import cache

from schemas import knowledge
from schemas.ddl import quoted
from schemas.rules_model import BODY_CHUNKS, WARNING, Part, Query, Rule, body_slices, slice_text

TAIL_CHARS = 16  # enough for a full stop with closing quotes, a bracket and the mark of a footnote after it
ADDRESS_CHARS = 80  # in which a speaker turns to those present: `Mr President, Excellencies, The`
LABEL_CHARS = 8  # what stands before the first sentence of a paragraph: its number, a dash
MIN_CUT_WORDS = 8  # shorter lines without a full stop are mostly headings and items of lists
CLOSERS = r"[\s\"'”’»“)\]*]*(\[?[0-9]{1,3}\]?)?\s*"  # quotes, brackets, the mark of a footnote
HAS_END = rf"[.!?…:;。！？．؟۔।॥։።။។：]{CLOSERS}$"
HAVE_NO_STOPS = ("th", "lo")  # written without any mark at the end of a sentence
IS_ITEM = r"([,–—]|[,;] ?\w{1,4})\s*$"  # `…,` or `…; and`, where a paragraph is an item of a list or a recital
SMALL_START = r"\p{Ll}{4}\. \p{Ll}{2}"  # a sentence that lost its first words; most abbreviations are shorter


def openers(language_code: str) -> str:
    """Words that begin a sentence, as alternatives of a regular expression; none that name a point: `from A to B`."""
    words = (row["word"] for row in knowledge.rows("sentence_openers") if row["language_code"] == language_code)
    return "|".join(word for word in words if len(word) > 1 or not word.isascii())


def restart_pattern(language_code: str) -> str:
    """Regular expression for a sentence that begins in the middle of another.

    The words of `sentence_openers.csv` are printed with a capital only where a sentence begins, or in a name. In a name
    the next word has a capital too, so a small one has to follow. Something stands before the word that was cut off,
    which a letter that is the dot of a list has not.
    """
    return rf"\S (?:\p{{L}}*\p{{Ll}}[’']?|\b\p{{Ll}}+,) (?:{openers(language_code)}) \p{{Ll}}+"


def restart_case() -> str:
    """SQL: the words around a restart in `sentence`, or an empty text."""
    languages = sorted({row["language_code"] for row in knowledge.rows("sentence_openers")})
    cases = " ".join(
        f"when {quoted(language)} then "
        f"case when regexp_matches(sentence, ' (?:{openers(language)}) ') "  # cheap, and false of most sentences
        f"then substr(regexp_extract(sentence, {quoted(restart_pattern(language))}), 3) else '' end"
        for language in languages
    )
    return f"case language_code {cases} else '' end"


def address() -> str:
    """Regular expression for the words by which a speaker turns to those present: a sentence may begin after them."""
    phrases = next(row["words"] for row in knowledge.rows("structure_cues") if row["kind"] == "address")
    return f"(?i){'|'.join(re.escape(phrase) for phrase in phrases.split('|'))}"


def open_words() -> str:
    """The words that no sentence ends with, each after its language: articles, conjunctions, prepositions."""
    words = (
        f"{row['language_code']} {word}"
        for row in knowledge.rows("languages")
        for word in row["function_words"].split("|")
        if word.isalpha()
    )
    return f"|{'|'.join(words)}|"


def sentence_signs() -> str:
    """SQL of the running sentences of statements, with what is wrong with each: `sign` is empty of a whole one.

    A paragraph that is one sentence without a full stop may be a heading or an item; it is cut short only where its
    last word says so, or the next paragraph goes on with a small letter and ends with a full stop.
    """
    return f"""(
        with texts as materialized (  -- once; else each use of the sentence slices the body again
            select
                sentences.document_id,
                sentences.sentence_no,
                paragraphs.paragraph_no,
                paragraphs.language_code,
                sentences.start_char <= paragraphs.start_char + {LABEL_CHARS} as begins_paragraph,
                sentences.end_char >= paragraphs.end_char - 2 as ends_paragraph,
                sentences.slice as sentence
            from {body_slices("core.sentences")} as sentences
            join core.paragraphs as paragraphs using (document_id, paragraph_no)
            where sentences.in_statement and paragraphs.role = 'paragraph'
        ),
        tails as (
            select *, right(sentence, {TAIL_CHARS}) as tail
            from texts
            where regexp_matches(sentence, '^(?:[^ ]* ){{{MIN_CUT_WORDS - 1}}}')
        ),
        signs as materialized (
            select
                *,
                {restart_case()} as restart,
                not regexp_matches(tail, {quoted(HAS_END)})
                    and not (ends_paragraph and regexp_matches(tail, {quoted(IS_ITEM)}))
                    and language_code not in {HAVE_NO_STOPS} as has_no_end,
                regexp_matches(sentence, '^\\p{{Ll}}\\pL* ') and not begins_paragraph and not ends_paragraph
                    or case  -- the first is cheap, and false of most sentences
                        when contains(sentence, '. ') then regexp_matches(sentence, {quoted(SMALL_START)})
                        else false
                    end as has_no_start,
                regexp_extract(tail, '(\\pL+)\\s*$', 1) as last_word
            from tails
        ),
        continued as (
            select signs.document_id, signs.sentence_no
            from signs
            join core.paragraphs as following
                on following.document_id = signs.document_id and following.paragraph_no = signs.paragraph_no + 1
            join core.documents as documents on documents.document_id = signs.document_id
            where has_no_end and begins_paragraph and ends_paragraph and not regexp_matches(sentence, '^\\p{{Ll}}')
                and regexp_matches(substr(documents.body, following.start_char + 1, 2), '^\\p{{Ll}}')
                and regexp_matches(
                    right(substr(documents.body, 1, following.end_char), {TAIL_CHARS}), {quoted(HAS_END)}
                )
        )
        select document_id, sentence_no, sentence, has_no_end,
            case
                when restart != '' and not regexp_matches(left(sentence, {ADDRESS_CHARS}), {quoted(address())})
                    then 'another sentence begins inside, at "' || restart || '"'
                when has_no_end and (
                        not (begins_paragraph and ends_paragraph)
                        or contains({quoted(open_words())}, '|' || language_code || ' ' || last_word || '|')
                        or (document_id, sentence_no) in (select (document_id, sentence_no) from continued)
                    ) then 'ends without a full stop'
                when has_no_start then 'a sentence begins with a small letter'
            end as sign
        from signs
    )"""


@cache
def sentence_parts() -> tuple[Part, ...]:
    """What rules on the form of sentences start from: `sentence_signs`."""
    return (BODY_CHUNKS, Part("sentence_signs", f"from {sentence_signs()}"))


def sentence_is_whole() -> Rule:
    """The rule on the form of sentences."""
    population = """core.sentences as sentences
        join core.paragraphs as paragraphs using (document_id, paragraph_no)
        where sentences.in_statement and paragraphs.role = 'paragraph'"""
    offending = """
        select document_id || '/' || sentence_no as row_key, document_id, sign || ': ' || sentence as detail
        from sentence_signs
        where sign is not null"""
    return Rule(
        "sentence_is_whole",
        WARNING,
        "core.sentences",
        None,
        "A sentence cut short or run into the next is the mark of a damaged copy; its wording must not be quoted.",
        Query(offending, population, sentence_parts()),
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
