"""Rules on the days of a date: those that it allows, and none before or after its reach."""

from schemas.rules_metadata import EARLIEST_YEAR
from schemas.rules_model import WARNING, Rule, warehouse_rule

EXACT = r"'\d{4}(-\d{2}){0,2}[~?%]?(/\d{4}(-\d{2}){0,2}[~?%]?)?'"  # all figures, both ends of an interval


def days_follow_edtf(table_name: str, rule_id: str, key: str, document: str) -> Rule:
    """`date_start` is the first day that `date_edtf` allows, `date_end` the last."""
    return warehouse_rule(
        rule_id,
        f"{table_name}.date_start",
        "Searches by day use the days; beside a date that says otherwise they find the wrong statements.",
        f"""
        with dated as (
            select {key} as row_key, {document} as document_id, date_edtf, date_start, date_end,
                rtrim(split_part(date_edtf, '/', 1), '~?%') as first_part,
                rtrim(split_part(date_edtf, '/', -1), '~?%') as last_part
            from {table_name}
            where regexp_full_match(date_edtf, {EXACT})
        ),
        allowed as (
            select *, try_cast(first_part || right('-01-01', 10 - length(first_part)) as date) as first_day,
                case length(last_part)
                    when 4 then try_cast(last_part || '-12-31' as date)
                    when 7 then last_day(try_cast(last_part || '-01' as date))
                    else try_cast(last_part as date)
                end as final_day
            from dated
        )
        select row_key, document_id,
            date_edtf || ' with the days ' || coalesce(cast(date_start as varchar), 'none') || ' to '
                || coalesce(cast(date_end as varchar), 'none') as detail
        from allowed
        where (date_start, date_end) is distinct from (first_day, final_day)
            and first_day is not null and final_day is not null""",
        f"{table_name} where regexp_full_match(date_edtf, {EXACT})",
        WARNING,
    )


STATEMENT_DATE_WITHIN_REACH = warehouse_rule(
    "statement_date_within_reach",
    "core.statements.date_start",
    "No statement is from before its kind existed, nor from after the day on which its first copy arrived.",
    f"""
    select statement_id as row_key, main_document_id as document_id,
        date_edtf || ' (' || coalesce(date_basis, 'no basis') || '), arrived on ' || cast(first_seen_at as date)
            as detail
    from core.statements
    where year(date_start) < {EARLIEST_YEAR} or date_start > cast(first_seen_at as date) + 1""",  # a day for time zones
    "core.statements where date_start is not null",
    WARNING,
)

DATE_RULES: tuple[Rule, ...] = (
    days_follow_edtf("core.documents", "date_days_follow_edtf", "document_id", "document_id"),
    days_follow_edtf("core.statements", "statement_days_follow_edtf", "statement_id", "main_document_id"),
    STATEMENT_DATE_WITHIN_REACH,
)
