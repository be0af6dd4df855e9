"""The one module that runs Great Expectations suites.

Importing the library takes seconds, so it is imported where it is first used.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any

from schemas.model import Column, Table
from tasks.core.validate.frames import FILLED, SEPARATOR, ColumnRule
from tasks.core.validate.result import Offender

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


def whole(column: Column, pattern: str) -> str:
    """Regular expression that matches a value whole; of a list, each of its items.

    It captures nothing, which pandas would warn of in the middle of a run.
    """
    item = OPENS_GROUP.sub("(?:", pattern)
    if column.is_list:
        return rf"\A(?:(?:{item})(?:{SEPARATOR}(?:{item}))*)?\Z"
    return rf"\A(?:{item})\Z"


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


def error_of(exception_info: Mapping[str, Any]) -> str:
    """The message of an expectation that raised, or an empty text. The library nests it by metric, or does not."""
    nested = [exception_info] if "raised_exception" in exception_info else list(exception_info.values())
    messages = {str(info.get("exception_message")) for info in nested if info.get("raised_exception")}
    return "; ".join(sorted(messages))


def plain(value: Any, sql_type: str = "") -> str:
    """A value of a frame as text: days alone, whole numbers without the point that empty neighbours give."""
    item = value.item() if hasattr(value, "item") else value
    if item is None or item != item:  # frames hold NaN or NaT where the table has NULL
        return ""
    if sql_type == "DATE":
        return str(item)[: len("2000-01-01")]
    return str(int(item)) if isinstance(item, float) and item.is_integer() else str(item)


def offenders(table: Table, checked: ColumnRule, listed: Iterable[Mapping[str, Any]]) -> Iterable[Offender]:
    """The failing rows that the library lists, in our words."""
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


def survey(frame: Any, rules: Sequence[ColumnRule]) -> dict[str, Any]:
    """A first pass: for each rule id a result that fails if the rule does.

    Whether values are there at all is asked once for all columns of the frame, since an expectation costs the library
    milliseconds, however few the rows. Where the answer is no, each such rule is asked by itself in the second pass.
    """
    filled = library().expectations.ExpectColumnValuesToBeInSet(
        column=FILLED, value_set=[True], meta={"rule_id": FILLED}
    )
    each = [gx_expectation(checked) for checked in rules if checked.expectation.kind != "not_null"]
    results = run_suite(frame, [filled, *each], "BOOLEAN_ONLY")
    return {checked.rule.rule_id: results.get(checked.rule.rule_id, results[FILLED]) for checked in rules}


def check_frame(table: Table, frame: Any, rules: Sequence[ColumnRule]) -> dict[str, tuple[Offender, ...] | str]:
    """The rows of a frame that break each rule, by rule id; of a rule that raised, its message instead.

    Failing rows are listed in a second pass over the failed rules alone, since listing costs ten times as much.
    """
    with ONE_AT_A_TIME:
        first = survey(frame, rules)
        errors = {rule_id: error_of(result.exception_info) for rule_id, result in first.items()}
        failed = [
            checked for checked in rules if not errors[checked.rule.rule_id] and not first[checked.rule.rule_id].success
        ]
        index = list(dict.fromkeys((*table.key, *(("document_id",) if "document_id" in frame.columns else ()))))
        complete = {"result_format": "COMPLETE", "unexpected_index_column_names": index}
        listed = run_suite(frame, [gx_expectation(checked) for checked in failed], complete) if failed else {}
    found: dict[str, tuple[Offender, ...] | str] = {}
    for checked in rules:
        rule_id = checked.rule.rule_id
        result = listed.get(rule_id)
        rows = result.result.get("unexpected_index_list") or () if result else ()
        error = errors[rule_id] or (error_of(result.exception_info) if result else "")
        found[rule_id] = error or tuple(offenders(table, checked, rows))
    return found
