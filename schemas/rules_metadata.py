"""Rules on what a document says of itself, and on the evidence for it."""

from schemas import knowledge
from schemas.rules_model import CRITICAL, DOCUMENTS, WAREHOUSE, WARNING, Query, Rule, slice_text
from schemas.vocabularies import METADATA_FIELDS, STATEMENT_KINDS

EARLIEST_YEAR = 1900  # statements of states in this form are younger; an older year is a number misread


def rows_of_documents(
    rule_id: str, column: str, broken: str, detail: str, reason: str, severity: str = CRITICAL, where: str = "true"
) -> Rule:
    """A rule on single rows of `core.documents`: `broken` is the condition that must not hold."""
    offending = f"""
        select document_id as row_key, document_id, {detail} as detail
        from core.documents
        where ({where}) and ({broken})"""
    suites = (DOCUMENTS,) if severity == CRITICAL else (WAREHOUSE,)
    check = Query(offending, f"core.documents where {where}")
    return Rule(rule_id, severity, "core.documents", column, reason, check, suites)


def folded(text: str) -> str:
    """SQL of a text without case, punctuation and white space, so that typography does not count."""
    return f"regexp_replace(lower(nfc_normalize({text})), '[^\\pL\\pN]+', '', 'g')"


def is_printed(column: str) -> Rule:
    """A stated text stands in the file."""
    offending = f"""
        select documents.document_id as row_key, documents.document_id,
            documents.{column} || ' is not in the file' as detail
        from core.documents as documents
        join raw.texts as texts using (document_id)
        where documents.{column} is not null and case  -- the folding is dear, and seldom needed
            when contains(documents.body, documents.{column}) then false
            when contains({folded("documents.body")}, {folded(f"documents.{column}")}) then false
            else not contains({folded("texts.text")}, {folded(f"documents.{column}")})
        end
        and not exists (  -- a person's note is no print, and front matter may write letters as escapes
            from core.metadata_candidates as candidates
            where candidates.document_id = documents.document_id and field = '{column}' and is_chosen
                and (evidence_in = 'corrections' or contains(evidence, '\\')))"""
    return Rule(
        f"{column}_is_printed",
        WARNING,
        "core.documents",
        column,
        "A stated fact is never invented: what is written here must stand in the file.",
        Query(offending, f"core.documents join raw.texts using (document_id) where {column} is not null"),
    )


def field_value(field: str) -> str:
    """SQL of a metadata column as a candidate has it."""
    if field == "signatories":
        return "nullif(array_to_string(signatories, ';'), '')"
    return f"nullif({field}, 'und')" if field == "language_code" else field


def values_have_candidates() -> Rule:
    values = "\n            union all\n".join(
        f"            select document_id, '{field}' as field, {field_value(field)} as value from core.documents"
        for field in METADATA_FIELDS
    )
    stated = f"(\n{values}\n        )"
    offending = f"""
        select stated.document_id || '/' || stated.field as row_key, stated.document_id,
            stated.field || ' = ' || stated.value || ' has no chosen candidate' as detail
        from {stated} as stated
        where stated.value is not null
            and not exists (
                from core.metadata_candidates as candidates
                where candidates.document_id = stated.document_id
                    and candidates.field = stated.field
                    and candidates.value = stated.value
                    and candidates.is_chosen
            )"""
    return Rule(
        "values_have_candidates",
        WARNING,
        "core.documents",
        None,
        "Every value can be traced to the words that support it.",
        Query(offending, f"{stated} where value is not null"),
    )


ONE_CHOSEN_CANDIDATE = Rule(
    "one_chosen_candidate",
    CRITICAL,
    "core.metadata_candidates",
    "is_chosen",
    "Two chosen values for one column contradict each other, and one of them is not in the document's row.",
    Query(
        """
        with doubled as (
            select document_id, field from core.metadata_candidates
            where is_chosen
            group by document_id, field
            having count(*) > 1
        )
        select document_id || '/' || field as row_key, document_id,
            'chosen at once: ' || string_agg(value, ' | ' order by candidate_no) as detail
        from core.metadata_candidates
        join doubled using (document_id, field)
        where is_chosen
        group by document_id, field""",
        "(select distinct document_id, field from core.metadata_candidates where is_chosen)",
    ),
    (DOCUMENTS,),
)
EVIDENCE_SLICES_BACK = Rule(
    "evidence_slices_back",
    CRITICAL,
    "core.metadata_candidates",
    "evidence",
    "Evidence that does not stand where it is said to stand proves nothing.",
    Query(
        f"""
        with shown as (
            select candidates.*,
                case evidence_in
                    when 'body' then {slice_text("documents.body", "candidates")}
                    when 'properties' then {slice_text("texts.properties", "candidates")}
                    else {slice_text("texts.text", "candidates")}
                end as slice
            from core.metadata_candidates as candidates
            join core.documents as documents using (document_id)
            join raw.texts as texts using (document_id)
            where evidence_in != 'corrections' and start_char is not null
        )
        select document_id || '/' || candidate_no as row_key, document_id,
            field || ': evidence ' || left(evidence, 80) || ' but there stands ' || left(slice, 80) as detail
        from shown
        where evidence is distinct from slice""",
        "core.metadata_candidates where evidence_in != 'corrections' and start_char is not null",
    ),
    (DOCUMENTS,),
)
DATE_NOT_AFTER_ARRIVAL = Rule(
    "date_not_after_arrival",
    WARNING,
    "core.documents",
    "date_start",
    "Nobody can hold a statement that has not been made; the date is misread, or the event's and not the text's.",
    Query(
        """
        with arrivals as (
            select document_id, min(first_seen_at) as first_seen_at from raw.files group by document_id
        )
        select document_id as row_key, document_id,
            date_edtf || ' lies after the file''s arrival on ' || cast(first_seen_at as date) as detail
        from core.documents
        join arrivals using (document_id)
        where date_start > cast(first_seen_at as date) + 1""",  # a day for time zones
        "core.documents where date_start is not null",
    ),
)
NUMBERED_PARAGRAPHS_COUNTED = Rule(
    "numbered_paragraphs_counted",
    WARNING,
    "core.documents",
    "n_numbered",
    "The count is what readers cite by; it has to be that of the paragraphs.",
    Query(
        """
        with counts as (
            select document_id, count(*) as n from core.paragraphs
            where in_statement and printed_number is not null group by document_id
        )
        select document_id as row_key, document_id,
            'says ' || n_numbered || ', has ' || coalesce(n, 0) || ' paragraphs with a printed number' as detail
        from core.documents
        left join counts using (document_id)
        where n_numbered > coalesce(n, 0)""",
        "core.documents",
    ),
)


def signatories_are_known() -> Rule:
    codes = ", ".join(f"'{row['iso_code']}'" for row in knowledge.rows("countries"))
    return rows_of_documents(
        "signatories_are_known",
        "signatories",
        f"len(list_filter(signatories, lambda code: code not in ({codes}))) > 0",
        "'not in countries.csv: ' || "
        f"array_to_string(list_filter(signatories, lambda code: code not in ({codes})), ', ')",
        "A code that no state has joins with nothing.",
        WARNING,
        "len(signatories) > 0",
    )


ROW_RULES: tuple[Rule, ...] = (
    rows_of_documents(
        "is_statement_follows_kind",
        "is_statement",
        f"is_statement != (kind in ({', '.join(repr(kind) for kind in STATEMENT_KINDS)}))",
        "'kind ' || kind || ' with is_statement ' || is_statement",
        "The two columns say one thing in two ways.",
    ),
    rows_of_documents(
        "statement_carries_itself",
        "carries_statement",
        "not carries_statement",
        "'is_statement without carries_statement'",
        "A file that is a statement carries one; it would be missing from every count.",
        where="is_statement",
    ),
    rows_of_documents(
        "main_language_first",
        "language_codes",
        "language_codes[1] is distinct from language_code",
        "language_code || ' is not first of ' || array_to_string(language_codes, ', ')",
        "Readers who take the first of the list must get the main language.",
    ),
    rows_of_documents(
        "date_in_order",
        "date_start",
        "date_start > date_end or (date_start is null) != (date_end is null)",
        "coalesce(cast(date_start as varchar), 'no day') || ' to ' || coalesce(cast(date_end as varchar), 'no day')",
        "An interval that ends before it begins is found by no search.",
    ),
    rows_of_documents(
        "date_days_have_edtf",
        "date_edtf",
        "date_edtf is null",
        "'days ' || date_start || ' to ' || date_end || ' without a date'",
        "The days follow from the date as stated; without it they are invented.",
        where="date_start is not null",
    ),
    rows_of_documents(
        "date_within_reach",
        "date_start",
        f"year(date_start) < {EARLIEST_YEAR}",
        "date_edtf || ' is before any statement of this kind'",
        "An early year is a number misread for a date.",
        WARNING,
        "date_start is not null",
    ),
    rows_of_documents(
        "signatories_sorted",
        "signatories",
        "list_sort(list_distinct(signatories)) != signatories",
        "array_to_string(signatories, ', ')",
        "Equal sets of states must be equal lists, or grouping by them splits.",
        WARNING,
        "len(signatories) > 0",
    ),
)


def metadata_rules() -> tuple[Rule, ...]:
    """All of them; the codes of states are read from the knowledge tables."""
    return (
        *ROW_RULES,
        signatories_are_known(),
        ONE_CHOSEN_CANDIDATE,
        EVIDENCE_SLICES_BACK,
        values_have_candidates(),
        is_printed("title"),
        is_printed("place"),
        DATE_NOT_AFTER_ARRIVAL,
        NUMBERED_PARAGRAPHS_COUNTED,
    )
