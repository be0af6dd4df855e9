"""Every figure says what it counts, how far it may move, and why."""

from schemas import knowledge
from schemas.rules_model import WARNING
from schemas.rules_totals import LOWER, SHARE, SUITE, drift_rules, drifts, reviewed_rule
from schemas.vocabularies import SEVERITIES, SUITES, TOTALS


def test_every_figure_is_defined_once_in_the_order_of_the_vocabulary() -> None:
    assert [row["total"] for row in knowledge.rows("total_bounds")] == list(TOTALS)
    assert list(drifts()) == list(TOTALS)
    assert SUITE in SUITES


def test_a_figure_that_does_not_move_is_within_its_bounds() -> None:
    for drift in drifts().values():
        assert drift.minimum_ratio is None or 0 < drift.minimum_ratio <= 1
        assert drift.maximum_ratio is None or drift.maximum_ratio >= 1
        assert drift.slack >= 0


def test_a_figure_says_what_it_counts_and_why_it_is_told() -> None:
    for drift in drifts().values():
        assert drift.label
        assert drift.reason.endswith(".")
        assert drift.severity in SEVERITIES
        assert drift.form in ("count", "mean", "share")
        assert (drift.form == SHARE) == drift.total.endswith("_share")


def test_the_rules_that_hold_by_themselves_only_warn() -> None:
    assert {rule.severity for rule in drift_rules()} == {WARNING}
    assert [rule.rule_id for rule in drift_rules()] == [
        "totals.source.known",
        "totals.files.none",
        "totals.files.drop",
        "totals.rejected_share.rise",
        "totals.newest_rejected_share.rise",
        "totals.documents.drop",
        "totals.statements.drop",
        "totals.documents_per_statement.drop",
        "totals.documents_per_statement.rise",
        "totals.characters_per_document.drop",
        "totals.characters_per_document.rise",
        "totals.sentences_per_document.drop",
        "totals.sentences_per_document.rise",
        "totals.mentions_per_document.drop",
        "totals.mentions_per_document.rise",
        "totals.acts_per_document.drop",
        "totals.acts_per_document.rise",
        "totals.titled_share.drop",
        "totals.issuer_share.drop",
        "totals.dated_share.drop",
        "totals.newest_characters.drop",
        "totals.newest_characters.rise",
        "totals.newest_sentences.drop",
        "totals.newest_sentences.rise",
        "totals.newest_mentions.drop",
        "totals.newest_mentions.rise",
    ]


def test_below_a_minimum_that_people_set_the_run_stops_above_a_maximum_it_warns() -> None:
    kinds = ("minimum", "minimum_ratio", "maximum", "maximum_ratio")
    assert {kind: (reviewed_rule("files", kind).severity, kind in LOWER) for kind in kinds} == {
        "minimum": ("critical", True),
        "minimum_ratio": ("critical", True),
        "maximum": ("warning", False),
        "maximum_ratio": ("warning", False),
    }
