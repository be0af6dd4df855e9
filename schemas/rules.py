"""All rules: those derived from the tables, and those written once beside them.

Rules of kind `Expectation` look at the values of one column and are applied by the suites; rules of kind `Query` look
across rows and tables and are SQL.
"""

from functools import cache

from schemas.rules_acts import ACT_RULES
from schemas.rules_agreed import AGREED_RULES
from schemas.rules_alignments import ALIGNMENT_RULES
from schemas.rules_cuts import VERSION_KEEPS_SENTENCES, sentence_is_whole
from schemas.rules_damages import DAMAGE_RULES
from schemas.rules_derived import derived_rules
from schemas.rules_files import FILE_RULES
from schemas.rules_mentions import MENTION_RULES
from schemas.rules_metadata import metadata_rules
from schemas.rules_model import Expectation, Query, Rule
from schemas.rules_pages import PAGE_RULES
from schemas.rules_quality import quality_rules
from schemas.rules_spans import SPAN_RULES
from schemas.rules_statements import STATEMENT_RULES
from schemas.rules_uncovered import UNCOVERED_RULES
from schemas.rules_versions import VERSION_RULES
from schemas.tables import TABLES

__all__ = ["CHECKED_TABLES", "Expectation", "Query", "Rule", "all_rules", "derived_rules", "domain_rules", "rules_of"]

CHECKED_TABLES = tuple(table for table in TABLES if table.schema in ("raw", "core"))
"""What the suites check: the rows made from documents. `ops` is written about the check, after it."""


@cache
def domain_rules() -> tuple[Rule, ...]:
    """The rules written by hand, made when asked for, since some read words and codes from the knowledge tables."""
    return (
        *SPAN_RULES,
        *PAGE_RULES,
        *metadata_rules(),
        sentence_is_whole(),
        *FILE_RULES,
        *VERSION_RULES,
        *STATEMENT_RULES,
        *ALIGNMENT_RULES,
        VERSION_KEEPS_SENTENCES,
        *DAMAGE_RULES,
        *AGREED_RULES,
        *MENTION_RULES,
        *ACT_RULES,
        *UNCOVERED_RULES,
        *quality_rules(),
    )


@cache
def all_rules() -> tuple[Rule, ...]:
    """Derived rules by table, then the written ones."""
    return (*(rule for table in CHECKED_TABLES for rule in derived_rules(table)), *domain_rules())


@cache
def rules_of(suite: str) -> tuple[Rule, ...]:
    """The rules of one suite.

    Raises:
        ValueError: no rule belongs to a suite of that name.
    """
    rules = tuple(rule for rule in all_rules() if suite in rule.suites)
    if not rules:
        raise ValueError(f"no rule belongs to suite {suite!r}")
    return rules
