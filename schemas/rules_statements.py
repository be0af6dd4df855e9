"""Rules on statements: what their versions say of them together."""

from schemas.rules_model import WARNING, Rule, warehouse_rule

STATEMENT_RULES: tuple[Rule, ...] = (
    warehouse_rule(
        "statement_has_issuer",
        "core.statements.issuer",
        "A statement is somebody's; without an issuer it is in nobody's count.",
        """
        select statement_id as row_key, main_document_id as document_id,
            'no version says who speaks: ' || coalesce(title, 'untitled') as detail
        from core.statements
        where carries_statement and issuer is null""",
        "core.statements where carries_statement",
        WARNING,
    ),
    warehouse_rule(
        "statement_has_name",
        "core.statements.title",
        "With neither title nor issuer nothing tells a reader what this is.",
        """
        select statement_id as row_key, main_document_id as document_id, 'neither title nor issuer' as detail
        from core.statements
        where carries_statement and title is null and issuer is null""",
        "core.statements where carries_statement",
        WARNING,
    ),
    warehouse_rule(
        "statement_date_has_basis",
        "core.statements.date_basis",
        "A date of unknown origin cannot be told from an invented one.",
        """
        select statement_id as row_key, main_document_id as document_id,
            'date ' || coalesce(date_edtf, 'none') || ', basis ' || coalesce(date_basis, 'none') as detail
        from core.statements
        where (date_edtf is null) != (date_basis is null) or (date_edtf is null and date_start is not null)""",
        "core.statements",
    ),
    warehouse_rule(
        "statement_date_in_order",
        "core.statements.date_start",
        "An interval that ends before it begins is found by no search.",
        """
        select statement_id as row_key, main_document_id as document_id, date_start || ' to ' || date_end as detail
        from core.statements
        where date_start > date_end""",
        "core.statements where date_start is not null",
    ),
    warehouse_rule(
        "inferred_date_says_so",
        "core.statements.date_edtf",
        "What is inferred carries `~` or is an interval, so that it is never quoted as stated.",
        """
        select statement_id as row_key, main_document_id as document_id, 'inferred, yet exact: ' || date_edtf as detail
        from core.statements
        where date_basis = 'inferred' and not regexp_matches(date_edtf, '[~/]')""",
        "core.statements where date_basis = 'inferred'",
    ),
    warehouse_rule(
        "statement_carries_text",
        "core.statements.carries_statement",
        "A family carries a statement if its main version does.",
        """
        select statements.statement_id as row_key, main_document_id as document_id,
            'its main version says otherwise' as detail
        from core.statements
        join core.documents on documents.document_id = statements.main_document_id
        where statements.carries_statement != documents.carries_statement""",
        "core.statements",
        WARNING,
    ),
)
