"""Rules on damages and conflicts: every count can be followed to what stands in the texts."""

from schemas.rules_model import NO_DOCUMENT, Rule, warehouse_rule

DAMAGE_KEY = "damages.document_id || '/' || damages.damage_no as row_key, damages.document_id"

DAMAGE_RULES: tuple[Rule, ...] = (
    warehouse_rule(
        "damages_within_bodies",
        "core.damages.start_char",
        "A damage is shown by what stands there, in the version and in the main version.",
        f"""
        select {DAMAGE_KEY}, 'outside of a body' as detail
        from core.damages as damages
        join core.documents as documents using (document_id)
        join core.documents as mains on mains.document_id = damages.main_document_id
        where damages.start_char > damages.end_char or damages.end_char > length(documents.body)
            or damages.main_start_char > damages.main_end_char or damages.main_end_char > length(mains.body)
            or (damages.main_start_char is null) != (damages.main_end_char is null)""",
        "core.damages",
    ),
    warehouse_rule(
        "damage_is_beside_main_version",
        "core.damages.main_document_id",
        "What a version lost is told by the main version of its own statement.",
        f"""
        select {DAMAGE_KEY}, 'not the main version of any statement that it renders' as detail
        from core.damages as damages
        where not exists (
            from core.versions as versions
            join core.statements as statements using (statement_id)
            where versions.document_id = damages.document_id
                and statements.main_document_id = damages.main_document_id)""",
        "core.damages",
    ),
    warehouse_rule(
        "damaged_sentence_exists",
        "core.damages.main_sentence_no",
        "A sentence that was lost stands in the main version.",
        f"""
        select {DAMAGE_KEY}, 'the main version has no sentence ' || damages.main_sentence_no as detail
        from core.damages as damages
        where main_sentence_no is not null and not exists (
            from core.sentences as sentences
            where sentences.document_id = damages.main_document_id
                and sentences.sentence_no = damages.main_sentence_no)""",
        "core.damages where main_sentence_no is not null",
    ),
    warehouse_rule(
        "conflict_has_two_values",
        "core.statements.conflicting_fields",
        "Versions that contradict each other state two values at least, each with its evidence.",
        f"""
        with conflicts as (
            select statement_id, unnest(conflicting_fields) as field from core.statements
        )
        select conflicts.statement_id || '/' || conflicts.field as row_key, {NO_DOCUMENT} as document_id,
            'versions state ' || count(distinct candidates.value) || ' values' as detail
        from conflicts
        left join core.versions as versions using (statement_id)
        left join core.metadata_candidates as candidates
            on candidates.document_id = versions.document_id and candidates.field = conflicts.field
            and candidates.is_chosen
        group by conflicts.statement_id, conflicts.field
        having count(distinct candidates.value) < 2""",
        "(select unnest(conflicting_fields) from core.statements)",
    ),
)
