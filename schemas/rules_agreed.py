"""Rules on agreed language: every use stands where it says, and its passage is what it says."""

from schemas.rules_model import BODY_CHUNKS, Rule, body_slices, warehouse_rule

AGREED_KEY = (
    "agreed.passage_id || '/' || agreed.statement_id || '/' || agreed.start_char as row_key, agreed.document_id"
)
USES = "(select passage_id, statement_id, document_id, start_char, end_char, text from core.agreed_language)"

AGREED_RULES: tuple[Rule, ...] = (
    warehouse_rule(
        "agreed_text_is_body",
        "core.agreed_language.text",
        "Wording that does not stand in the document was never used in it.",
        f"""
        select {AGREED_KEY}, 'not the characters of the body: ' || agreed.text as detail
        from {body_slices(USES)} as agreed
        where agreed.slice != agreed.text""",
        "core.agreed_language",
        parts=(BODY_CHUNKS,),
    ),
    warehouse_rule(
        "agreed_use_is_in_main_version",
        "core.agreed_language.document_id",
        "A copy that repeats its own statement reuses nothing.",
        f"""
        select {AGREED_KEY}, 'not in the main version of its statement' as detail
        from core.agreed_language as agreed
        where not exists (
            from core.versions as versions
            where versions.statement_id = agreed.statement_id and versions.document_id = agreed.document_id
                and versions.is_main
                and versions.start_char <= agreed.start_char and versions.end_char >= agreed.end_char)""",
        "core.agreed_language",
    ),
    warehouse_rule(
        "agreed_use_is_in_sentence",
        "core.agreed_language.sentence_no",
        "A use is shown with its sentence.",
        f"""
        select {AGREED_KEY}, 'not within sentence ' || agreed.sentence_no as detail
        from core.agreed_language as agreed
        where not exists (
            from core.sentences as sentences
            where sentences.document_id = agreed.document_id and sentences.sentence_no = agreed.sentence_no
                and sentences.start_char <= agreed.start_char and sentences.end_char >= agreed.end_char)""",
        "core.agreed_language",
    ),
    warehouse_rule(
        "passage_has_one_first_use",
        "core.agreed_language.is_first_use",
        "The first use is what the others are held against; it stands in the first statement.",
        """
        select passage_id as row_key, cast(null as varchar) as document_id,
            count(*) filter (where is_first_use) || ' first uses' as detail
        from core.agreed_language
        group by passage_id
        having count(*) filter (where is_first_use) != 1
            or count(*) filter (where is_first_use and statement_id != first_statement_id) > 0
            or count(distinct first_statement_id) != 1""",
        "(select distinct passage_id from core.agreed_language)",
    ),
    warehouse_rule(
        "passage_is_in_several_statements",
        "core.agreed_language.n_statements",
        "Wording of one statement alone is agreed with nobody.",
        """
        select passage_id as row_key, cast(null as varchar) as document_id,
            count(distinct statement_id) || ' statements, said to be ' || any_value(n_statements) as detail
        from core.agreed_language
        group by passage_id
        having count(distinct statement_id) != any_value(n_statements) or count(distinct statement_id) < 2""",
        "(select distinct passage_id from core.agreed_language)",
    ),
)
