"""Rules on versions: how documents stand to their statement and to each other."""

from schemas.rules_model import NO_DOCUMENT, WARNING, Rule, warehouse_rule

VERSION_RULES: tuple[Rule, ...] = (
    warehouse_rule(
        "one_main_version",
        "core.versions.is_main",
        "Counting is by main version: with none a statement is lost, with two it is counted twice.",
        f"""
        select statement_id as row_key, {NO_DOCUMENT} as document_id,
            'has ' || count(*) filter (where is_main) || ' main versions' as detail
        from core.versions
        group by statement_id
        having count(*) filter (where is_main) != 1""",
        "(select distinct statement_id from core.versions)",
    ),
    warehouse_rule(
        "statement_names_main_version",
        "core.statements.main_document_id",
        "The main version that a statement names and the one that is marked must be one.",
        """
        select statement_id as row_key, main_document_id as document_id, 'is not marked as its main version' as detail
        from core.statements
        where not exists (
            from core.versions
            where versions.statement_id = statements.statement_id
                and versions.document_id = statements.main_document_id
                and versions.is_main)""",
        "core.statements",
    ),
    warehouse_rule(
        "main_version_covers_itself",
        "core.versions.coverage_ratio",
        "Coverage is measured against the main version, which holds all of itself.",
        """
        select statement_id || '/' || document_id as row_key, document_id, 'covers ' || coverage_ratio as detail
        from core.versions
        where is_main and coverage_ratio != 1""",
        "core.versions where is_main",
    ),
    warehouse_rule(
        "main_version_relation",
        "core.versions.relation",
        "`full` is the main version and no other; only an article alone may stand for what it quotes.",
        """
        select statement_id || '/' || document_id as row_key, document_id,
            relation || case when is_main then ', is main' else ', is not main' end as detail
        from core.versions
        where (is_main and relation not in ('full', 'excerpt-in-article')) or (relation = 'full' and not is_main)""",
        "core.versions",
    ),
    warehouse_rule(
        "truncated_covers_less",
        "core.versions.coverage_ratio",
        "Truncated means that over 2 % of the words are lost.",
        """
        select statement_id || '/' || document_id as row_key, document_id,
            'truncated, yet covers ' || coverage_ratio as detail
        from core.versions
        where relation = 'truncated' and coverage_ratio >= 0.98""",
        "core.versions where relation = 'truncated'",
        WARNING,
    ),
    warehouse_rule(
        "duplicate_covers_all",
        "core.versions.coverage_ratio",
        "A duplicate has the same words in the same order.",
        """
        select statement_id || '/' || document_id as row_key, document_id,
            'duplicate, yet covers ' || coverage_ratio as detail
        from core.versions
        where relation = 'duplicate' and coverage_ratio < 0.99""",
        "core.versions where relation = 'duplicate'",
        WARNING,
    ),
    warehouse_rule(
        "document_has_version",
        "core.documents.statement_id",
        "A text that belongs to no statement is in no count.",
        """
        select document_id as row_key, document_id, 'a document of kind ' || kind || ' has no version' as detail
        from core.documents
        where kind != 'listing' and not exists (
            from core.versions where versions.document_id = documents.document_id)""",
        "core.documents where kind != 'listing'",
        WARNING,
    ),
    warehouse_rule(
        "document_agrees_with_version",
        "core.documents.statement_id",
        "A document's statement, relation and coverage are those of one of its versions.",
        """
        select document_id as row_key, document_id,
            coalesce(statement_id, 'no statement') || ', ' || coalesce(relation, 'no relation') || ', '
                || coalesce(cast(coverage_ratio as varchar), 'no coverage') || ' is none of its versions' as detail
        from core.documents
        where (statement_id is null and (
                relation is not null
                or exists (from core.versions where versions.document_id = documents.document_id)))
            or (statement_id is not null and not exists (
                from core.versions
                where versions.document_id = documents.document_id
                    and versions.statement_id = documents.statement_id
                    and versions.relation is not distinct from documents.relation
                    and versions.coverage_ratio is not distinct from documents.coverage_ratio))""",
        "core.documents",
    ),
    warehouse_rule(
        "statement_counts_documents",
        "core.statements.n_documents",
        "The number is that of its versions.",
        """
        with counts as (
            select statement_id, count(distinct document_id) as n from core.versions group by statement_id
        )
        select statement_id as row_key, main_document_id as document_id,
            'says ' || n_documents || ', has ' || coalesce(n, 0) as detail
        from core.statements
        left join counts using (statement_id)
        where n_documents != coalesce(n, 0)""",
        "core.statements",
    ),
    warehouse_rule(
        "pair_in_order",
        "core.version_pairs.other_document_id",
        "A pair is written once, the smaller id first.",
        """
        select document_id || '/' || other_document_id as row_key, document_id,
            'the other id is not the larger' as detail
        from core.version_pairs
        where document_id >= other_document_id""",
        "core.version_pairs",
    ),
    warehouse_rule(
        "linked_pair_shares_statement",
        "core.version_pairs.decision",
        "Linked documents are versions of one statement.",
        """
        select pairs.document_id || '/' || pairs.other_document_id as row_key, pairs.document_id,
            'linked, with no statement in common' as detail
        from core.version_pairs as pairs
        where decision = 'linked' and not exists (
            from core.versions as versions
            join core.versions as others using (statement_id)
            where versions.document_id = pairs.document_id and others.document_id = pairs.other_document_id)""",
        "core.version_pairs where decision = 'linked'",
        WARNING,
    ),
)
