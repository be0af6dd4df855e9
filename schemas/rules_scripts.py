"""Rules that hold a language against the letters of the text: a language is written in its own."""

from collections import defaultdict

from schemas import knowledge
from schemas.ddl import quoted
from schemas.rules_model import WARNING, Rule, slice_text, warehouse_rule

LATIN = [(0x41, 0x24F), (0x1E00, 0x1EFF)]  # the blocks of Latin letters
MIN_SCRIPT_SHARE = 0.2  # of the letters; of a text in two languages either may have more in a sample
MIN_LETTERS = 20  # a foreign name is no language
SAMPLED = (1, 2, 3)  # quarters of a body at whose ends a sample is taken
SAMPLE_CHARS = 50  # each: enough for a word or two in every script
PARAGRAPH_SAMPLE_CHARS = 200  # the beginning of a paragraph
MAX_LATIN_BYTES = 1.4  # bytes a character in UTF-8; Vietnamese has 1.35, Cyrillic with spaces and digits 1.8
MIXED_BYTES = (1.15, 1.6)  # between them a text is of two scripts at least


def spans_of_scripts() -> dict[str, list[tuple[int, int]]]:
    """The first and last letter of each block of a script, as numbers."""
    found = {
        row["script"]: [
            (int(first, 16), int(last or first, 16))
            for first, _, last in (span.partition("-") for span in row["ranges"].split("|"))
        ]
        for row in knowledge.rows("scripts")
    }
    return {**found, "latin": LATIN}


def scripts_of_languages() -> dict[str, list[str]]:
    """The scripts that each language is written with."""
    scripts: dict[str, list[str]] = defaultdict(list)
    for row in knowledge.rows("languages"):
        scripts[row["language_code"]].append(row["script"])
    scripts["ja"].append("han")  # told from Chinese by its own letters, and written with both
    return scripts


def language_letters() -> str:
    """SQL: a table of languages and the blocks of letters that they are written with."""
    spans = spans_of_scripts()
    rows = (
        f"({quoted(language)}, {first}, {last})"
        for language, scripts in scripts_of_languages().items()
        for script in dict.fromkeys(scripts)
        for first, last in spans[script]
    )
    return f"(values {', '.join(rows)}) as blocks (written, first_letter, last_letter)"


def shares_of_script(samples: str, key: str) -> str:
    """SQL: for each row of `samples` the share of its letters that are those of its `language_code`.

    A row has `key`, `language_code` and a short text `sample`; without letters, or of a language that is not known, it
    is left out.
    """
    return f"""
            select {key}, language_code, count(first_letter) / count(*) as share
            from (
                select {key}, language_code,
                    unnest(string_split(regexp_replace(sample, '[^\\pL]', '', 'g'), '')) as letter
                from {samples}
            ) as letters
            left join {language_letters()}
                on written = language_code
                and unicode(letter) between first_letter and last_letter
            where language_code in {tuple(scripts_of_languages())}
            group by all
            having count(*) >= {MIN_LETTERS}"""


def is_latin() -> str:
    """SQL: whether `language_code` is written with Latin letters alone."""
    latin = tuple(language for language, scripts in scripts_of_languages().items() if scripts == ["latin"])
    return f"language_code in {latin}"


def language_fits_script() -> Rule:
    """The length in bytes tells Latin texts from others for next to nothing, so that most are not looked at."""
    places = " || ".join(
        f"substr(body, {share} * length(body) // {len(SAMPLED) + 1}, {SAMPLE_CHARS})" for share in SAMPLED
    )
    return warehouse_rule(
        "language_fits_script",
        "core.documents.language_code",
        "A language is written in its own letters; else it was told wrongly, and so is all that depends on it.",
        f"""
        with samples as materialized (
            select document_id, language_code, {places} as sample
            from core.documents
            where not ({is_latin()} and strlen(body) < {MAX_LATIN_BYTES} * length(body))
        ),
        shares as ({shares_of_script("samples", "document_id")})
        select document_id as row_key, document_id,
            cast(100 * share as integer) || ' % of the letters are those of the language ' || language_code as detail
        from shares
        where share < {MIN_SCRIPT_SHARE}""",
        "core.documents where language_code != 'und'",
        WARNING,
    )


def paragraph_fits_script() -> Rule:
    """Looked at are paragraphs in another language than their document, and those of documents in two scripts."""
    low, high = MIXED_BYTES
    return warehouse_rule(
        "paragraph_fits_script",
        "core.paragraphs.language_code",
        "A paragraph is in a language of its own letters; else its sentences are read by the wrong rules.",
        f"""
        with scripts as (
            select document_id, body, language_code as document_language,
                strlen(body) / nullif(length(body), 0) as n_bytes, {is_latin()} as is_latin
            from core.documents
        ),
        samples as materialized (
            select paragraphs.document_id, paragraph_no, language_code,
                left({slice_text("body", "paragraphs")}, {PARAGRAPH_SAMPLE_CHARS}) as sample
            from core.paragraphs as paragraphs
            join scripts using (document_id)
            where role = 'paragraph'
                and (language_code != document_language or n_bytes between {low} and {high}
                    or is_latin != (n_bytes < {low}))
        ),
        shares as ({shares_of_script("samples", "document_id, paragraph_no")})
        select document_id || '/' || paragraph_no as row_key, document_id,
            cast(100 * share as integer) || ' % of the letters are those of the language ' || shares.language_code
                || ': ' || left(sample, 60) as detail
        from shares
        join samples using (document_id, paragraph_no)
        where share < {MIN_SCRIPT_SHARE}""",
        "core.paragraphs where language_code != 'und'",
        WARNING,
    )


def script_rules() -> tuple[Rule, ...]:
    """Both; letters are read from the knowledge tables."""
    return (language_fits_script(), paragraph_fits_script())
