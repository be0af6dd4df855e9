"""The one module that runs Great Expectations suites.

Importing the library takes seconds, so it is imported where it is first used.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

from schemas.model import Column, Table
from tasks.core.validate.frames import SEPARATOR, ColumnRule
from tasks.core.validate.result import Offender
from tasks.core.validate.summary import Fact

LISTED = {"result_format": "COMPLETE"}  # by place; to have rows' keys listed costs the library ten times as much
ONE_AT_A_TIME = Lock()  # the library keeps its project in module globals


@cache
def library() -> Any:
    """Great Expectations, with its analytics off."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations

    return great_expectations


@cache
def batch_definition() -> Any:
    """Where frames are handed in: a context that exists in memory alone."""
    context = library().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("warehouse").add_dataframe_asset("rows")
    return asset.add_batch_definition_whole_dataframe("chunk")


def warm_up() -> None:
    """Do what the first validation would spend seconds on. Call it while waiting for something else."""
    with ONE_AT_A_TIME:
        batch_definition()


OPENS_GROUP = re.compile(r"(?<!\\)\((?!\?)")


class ExpectationError(RuntimeError):
    """The library raised where it applied a rule; the message is its own."""


def whole_item(pattern: str) -> str:
    """Regular expression that matches a value, or an item of a list, whole.

    It captures nothing, which pandas would warn of in the middle of a run.
    """
    return rf"\A(?:{OPENS_GROUP.sub('(?:', pattern)})\Z"


def whole(column: Column, pattern: str) -> str:
    """The same for the value of a column; of a list, for each of its items."""
    if not column.is_list:
        return whole_item(pattern)
    item = OPENS_GROUP.sub("(?:", pattern)
    return rf"\A(?:(?:{item})(?:{SEPARATOR}(?:{item}))*)?\Z"


def gx_expectation(checked: ColumnRule) -> Any:
    """The library's expectation for a rule, with the rule's id and severity in it.

    Raises:
        ValueError: a kind that there is no expectation for.
    """
    kinds = library().expectations
    expectation, column = checked.expectation, checked.column
    common = {
        "column": column.name,
        "severity": checked.rule.severity,
        "meta": {"rule_id": checked.rule.rule_id},
    }
    if expectation.kind == "not_null":
        return kinds.ExpectColumnValuesToNotBeNull(**common)
    if expectation.kind == "pattern":
        return kinds.ExpectColumnValuesToMatchRegex(regex=whole(column, expectation.pattern), **common)
    if expectation.kind == "vocabulary" and column.is_list:
        words = "|".join(re.escape(value) for value in expectation.values)
        return kinds.ExpectColumnValuesToMatchRegex(regex=whole(column, words), **common)
    if expectation.kind == "vocabulary":
        return kinds.ExpectColumnValuesToBeInSet(value_set=list(expectation.values), **common)
    if expectation.kind == "between":
        bounds = {"min_value": expectation.minimum, "max_value": expectation.maximum}
        return kinds.ExpectColumnValuesToBeBetween(**bounds, **common)
    raise ValueError(f"{checked.rule.rule_id}: no expectation of kind {expectation.kind!r}")


def error_of(result: Any) -> str:
    """The message of an expectation that raised, or an empty text. The library nests it by metric, or does not."""
    exception_info = result.exception_info
    nested = [exception_info] if "raised_exception" in exception_info else list(exception_info.values())
    messages = {str(info.get("exception_message")) for info in nested if info.get("raised_exception")}
    return "; ".join(sorted(messages))


def plain(value: Any, sql_type: str = "") -> str:
    """A value of a frame as text: days alone, whole numbers without the point that empty neighbours give."""
    if value is None:
        return ""
    if sql_type == "DATE":
        return str(value)[: len("2000-01-01")]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def offenders(table: Table, checked: ColumnRule, listed: Iterable[Mapping[str, Any]]) -> Iterable[Offender]:
    """The failing rows, in our words."""
    for row in listed:
        value = row[checked.column.name]
        shown = "is empty" if checked.expectation.kind == "not_null" else f"= {plain(value).replace(SEPARATOR, '; ')}"
        document_id = row.get("document_id")
        yield Offender(
            row_key="/".join(plain(row[name], table.column(name).sql_type) for name in table.key),
            document_id=document_id if isinstance(document_id, str) else None,
            detail=f"{checked.column.name} {shown}",
        )


def run_suite(frame: Any, expectations: Sequence[Any], result_format: Any) -> dict[str, Any]:
    """Results of the library by rule id."""
    suite = library().ExpectationSuite(name="rules", expectations=list(expectations))
    batch = batch_definition().get_batch({"dataframe": frame})
    results = batch.validate(suite, result_format=result_format).results
    return {result.expectation_config.meta["rule_id"]: result for result in results}


NUMBERS = "numbers"
WORDS = "words"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a first look found: by rule id the words that are wrong (none where numbers are), or what was raised."""

    wrong: Mapping[str, Sequence[str]]
    errors: Mapping[str, str]


def way_of(fact: Fact) -> str:
    """By which of the expectations of a survey a fact is checked: that on numbers, on words, or on a pattern."""
    expectation = fact.checked.expectation
    if fact.value is None:
        return NUMBERS
    return WORDS if expectation.kind == "vocabulary" else whole_item(expectation.pattern)


def summary_frame(facts: Mapping[str, Sequence[Fact]]) -> Any:
    """Facts as a frame: numbers in two columns, words in a column for each way to check them.

    Each column begins at the first row, so that the frame is no longer than it must be.
    """
    import pandas

    n_rows = max(map(len, facts.values()))
    columns: dict[str, list[Any]] = {}
    for way, of_way in facts.items():
        rest = [None] * (n_rows - len(of_way))
        if way == NUMBERS:
            columns["upper"] = [*(fact.upper for fact in of_way), *rest]
            columns["lower"] = [*(fact.lower for fact in of_way), *rest]
        elif way == WORDS:
            columns[way] = [*(allowed(fact.checked, fact.value) for fact in of_way), *rest]
        else:
            columns[way] = [*(fact.value for fact in of_way), *rest]
    return pandas.DataFrame(columns)


def allowed(checked: ColumnRule, word: str | None) -> str:
    """A word together with the rule that it is checked by, so that one set holds those of all rules."""
    return f"{checked.rule.rule_id}{SEPARATOR}{word}"


def survey_expectation(way: str, facts: Iterable[Fact]) -> Any:
    """The library's expectation for all facts that are checked in one way."""
    kinds = library().expectations
    meta = {"rule_id": way}
    if way == NUMBERS:
        sides = {"column_A": "upper", "column_B": "lower", "or_equal": True}
        return kinds.ExpectColumnPairValuesAToBeGreaterThanB(
            **sides, ignore_row_if="both_values_are_missing", meta=meta
        )
    if way == WORDS:
        rules = {fact.checked.rule.rule_id: fact.checked for fact in facts}
        known = [allowed(checked, word) for checked in rules.values() for word in checked.expectation.values]
        return kinds.ExpectColumnValuesToBeInSet(column=way, value_set=known, meta=meta)
    return kinds.ExpectColumnValuesToMatchRegex(column=way, regex=way, meta=meta)


def survey(facts: Iterable[Fact]) -> Survey:
    """A first look at what tables come to: for all rules together, since an expectation costs the library milliseconds.

    What is wrong is listed in a second pass over the expectations that failed, since listing costs ten times as much.
    """
    by_way: dict[str, list[Fact]] = {}
    for fact in facts:
        by_way.setdefault(way_of(fact), []).append(fact)
    frame = summary_frame(by_way)
    expectations = {way: survey_expectation(way, of_way) for way, of_way in by_way.items()}
    with ONE_AT_A_TIME:
        first = run_suite(frame, list(expectations.values()), "BOOLEAN_ONLY")
        failed = [expectations[way] for way, result in first.items() if not result.success and not error_of(result)]
        listed = run_suite(frame, failed, LISTED) if failed else {}
    errors = {
        fact.checked.rule.rule_id: error
        for way, result in first.items()
        if (error := error_of(result))
        for fact in by_way[way]
    }
    wrong: dict[str, list[str]] = {}
    for way, result in listed.items():
        for fact in (by_way[way][row] for row in result.result["unexpected_index_list"]):
            wrong.setdefault(fact.checked.rule.rule_id, []).extend([fact.value] if fact.value is not None else [])
    return Survey(wrong, errors)


def list_offenders(table: Table, checked: ColumnRule, frame: Any) -> tuple[Offender, ...]:
    """The rows of a frame that break a rule.

    Raises:
        ExpectationError: the library could not apply it.
    """
    with ONE_AT_A_TIME:
        (result,) = run_suite(frame, [gx_expectation(checked)], LISTED).values()
    if error := error_of(result):
        raise ExpectationError(error)
    rows = frame.loc[result.result.get("unexpected_index_list") or []]
    filled = rows.astype(object).where(rows.notna(), None)  # frames have NaN, NaT or NA where the table has NULL
    return tuple(offenders(table, checked, filled.to_dict("records")))
