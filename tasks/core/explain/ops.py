"""How the columns of `ops.*` are explained: they are the record of the runs, beside what they are about."""

from collections.abc import Callable, Mapping

from tasks.core.explain.logged import (
    beginning,
    changed_row,
    changed_rows,
    documents_of_step,
    failing_row,
    files_of_run,
    refused_files,
    rows_of_rule,
    rule_row,
    run_row,
    step_rows,
    steps_of_run,
    totals_before,
)
from tasks.core.explain.model import RECORD, ROWS, Case, Kind
from tasks.core.explain.spans import both, files


def filled(how: str, empty: str) -> Callable[[Case], str]:
    """Two ways to say how a value comes about: of one that is there, and of an empty one."""

    def told(case: Case) -> str:
        return how if case.value is not None else f"Empty: {empty}."

    return told


RUN = both(run_row, steps_of_run)
OWN_RUN = both(steps_of_run, files_of_run)
WRITTEN = "Written by the run into its journal, and from there into the table."
RUNS: Mapping[str, Kind] = {
    "run_id": Kind("Made of the start of the run and a random end.", RECORD, OWN_RUN),
    "flow_run_id": Kind(
        filled("The id of the flow run, as the server has it.", "the run had no server"),
        RECORD,
        OWN_RUN,
    ),
    "source": Kind("The source that the run swept, or whose documents it made again.", RECORD, OWN_RUN),
    "selection": Kind(
        filled("What the run was asked to do again.", "the run was a sweep"),
        RECORD,
        OWN_RUN,
    ),
    "started_at": Kind("The clock when the run began.", RECORD, OWN_RUN),
    "ended_at": Kind("The clock when the run ended.", RECORD, OWN_RUN),
    "state": Kind(WRITTEN, RECORD, OWN_RUN),
    "step": Kind("The last step that the run told its journal of.", RECORD, OWN_RUN),
    "reason": Kind(
        lambda case: WRITTEN if case.value else "Empty: it neither failed nor had a reason to publish nothing.",
        RECORD,
        OWN_RUN,
    ),
    "code_version": Kind("Version of the product, and a hash of its computing code.", RECORD, OWN_RUN),
    "settings_hash": Kind("A hash of the settings that decide rows.", RECORD, OWN_RUN),
    "n_files_seen": Kind(
        "Files that the sweep found; each is unchanged, loaded, a duplicate or rejected.", RECORD, OWN_RUN
    ),
    "n_unchanged": Kind("Files known with the same bytes.", RECORD, OWN_RUN),
    "n_loaded": Kind("New or changed files whose document was loaded.", RECORD, OWN_RUN),
    "n_duplicate_files": Kind("New or changed files whose bytes were known.", RECORD, OWN_RUN),
    "n_rejected": Kind("New or changed files that were refused.", RECORD, OWN_RUN),
    "n_missing": Kind("Known files that were gone.", RECORD, OWN_RUN),
    "published_at": Kind(
        filled("The clock when readers saw the result.", "it published nothing"),
        RECORD,
        OWN_RUN,
    ),
}
CARRIED = both(run_row, documents_of_step)
STEPS: Mapping[str, Kind] = {
    "run_id": Kind("The run whose step it was.", RECORD, CARRIED),
    "step": Kind("The step of the pipeline.", RECORD, CARRIED),
    "outcome": Kind("What the step did with the rows.", RECORD, CARRIED),
    "n_rows": Kind("Counted by the batches of the step.", RECORD, CARRIED),
    "seconds": Kind("Wall time that the batches of the step measured, summed.", RECORD, CARRIED),
    "cpu_seconds": Kind("Processor time that the batches of the step measured, summed.", RECORD, CARRIED),
}
MADE = both(files(), run_row, step_rows)
DOCUMENT_STEPS: Mapping[str, Kind] = {
    "document_id": Kind("The document that the step carried.", RECORD, both(files(), beginning)),
    "step": Kind("The step of the pipeline.", RECORD, MADE),
    "input_hash": Kind(
        "A hash of what the step was given: the bytes, and the fingerprints of the steps before.", RECORD, MADE
    ),
    "step_fingerprint": Kind(
        "A hash of the step's code, knowledge, settings and libraries as they were then.", RECORD, MADE
    ),
    "run_id": Kind("The run that carried the document through the step last.", RECORD, MADE),
    "outcome": Kind("What the step did with the document.", RECORD, MADE),
}
REFUSED = both(refused_files, run_row)
REJECTIONS: Mapping[str, Kind] = {
    "source": Kind("The source in which the file lay.", RECORD, REFUSED),
    "path": Kind("Where the file lay in its source.", RECORD, REFUSED),
    "document_id": Kind(filled("SHA-256 of its bytes.", "no bytes could be had of it"), RECORD, REFUSED),
    "step": Kind("The step that refused it.", RECORD, REFUSED),
    "reason": Kind("The word for why the step refused it; `detail` says what was seen.", RECORD, REFUSED),
    "detail": Kind("What the step saw, in words.", RECORD, REFUSED),
    "run_id": Kind("The run that refused it first.", RECORD, REFUSED),
    "code_version": Kind("Version of the code that refused it.", RECORD, REFUSED),
    "first_seen_at": Kind("Start of the run that refused it first.", RECORD, REFUSED),
    "resolved_at": Kind(
        filled("Start of the run that found it sound, gone or replaced.", "it is still refused"),
        RECORD,
        REFUSED,
    ),
}
RULED = both(rows_of_rule, run_row)
VALIDATIONS: Mapping[str, Kind] = {
    "run_id": Kind("The run that applied the rule.", RECORD, RULED),
    "suite": Kind("The suite of which the rule was applied.", RECORD, RULED),
    "rule_id": Kind("The rule, as the product defines it.", RECORD, RULED),
    "severity": Kind("As the rule is defined.", RECORD, RULED),
    "table_name": Kind("The table whose rows the rule looks at.", RECORD, RULED),
    "column_name": Kind(
        filled("The column that the rule looks at.", "the rule is about whole rows"),
        RECORD,
        RULED,
    ),
    "outcome": Kind("Failed where a row broke it, errored where it could not be applied, else passed.", RECORD, RULED),
    "n_checked": Kind("Rows that the rule looked at in that run, counted.", RECORD, RULED),
    "n_failed": Kind("Rows that broke it in that run, counted.", RECORD, RULED),
    "reason": Kind("Why the rule exists, as it is defined.", RECORD, RULED),
}
BROKEN = both(failing_row, rule_row, run_row)
FAILED_ROWS: Mapping[str, Kind] = {
    "run_id": Kind("The run that found the row first.", RECORD, BROKEN),
    "suite": Kind("The suite of the rule.", RECORD, BROKEN),
    "rule_id": Kind("The rule that the row broke.", RECORD, BROKEN),
    "severity": Kind("As the rule is defined.", RECORD, BROKEN),
    "table_name": Kind("The table of the row.", RECORD, BROKEN),
    "row_key": Kind("The key of the row, its columns joined by `/`.", RECORD, BROKEN),
    "document_id": Kind(
        filled("The document that the row is about.", "the row is about no one document"),
        RECORD,
        BROKEN,
    ),
    "detail": Kind("What the rule saw in the row.", RECORD, BROKEN),
    "code_version": Kind("Version of the code that found it first.", RECORD, BROKEN),
    "first_seen_at": Kind("Start of the run that found it first.", RECORD, BROKEN),
    "resolved_at": Kind(
        filled("Start of the run that looked again and found it sound, or gone.", "it still stands"),
        RECORD,
        BROKEN,
    ),
}
OVER_TIME = both(totals_before, run_row)
TOTALS: Mapping[str, Kind] = {
    "run_id": Kind("The run after which it was counted.", RECORD, OVER_TIME),
    "source": Kind("The source that it was counted over.", RECORD, OVER_TIME),
    "total": Kind("What is counted or measured.", RECORD, OVER_TIME),
    "figure": Kind("Counted over the rows of the source as that run left them.", RECORD, OVER_TIME),
    "baseline": Kind(
        filled("The median of the figures after the runs before.", "fewer than three runs were before"),
        ROWS,
        OVER_TIME,
    ),
    "minimum": Kind(
        filled("Set by the bounds, or made from the baseline.", "no bound is set"),
        RECORD,
        OVER_TIME,
    ),
    "maximum": Kind(
        filled("Set by the bounds, or made from the baseline.", "no bound is set"),
        RECORD,
        OVER_TIME,
    ),
}
LOADED = both(changed_rows, run_row)
CHANGES: Mapping[str, Kind] = {
    "run_id": Kind("The run that changed the rows.", RECORD, LOADED),
    "table_name": Kind("The table whose rows it changed.", RECORD, LOADED),
    "change": Kind("What happened to the rows.", RECORD, LOADED),
    "n_rows": Kind("Counted when the rows were merged into the table.", RECORD, LOADED),
}
DIFFERED = both(changed_row, run_row)
CHANGED_ROWS: Mapping[str, Kind] = {
    "run_id": Kind("The run that changed the row.", RECORD, DIFFERED),
    "table_name": Kind("The table of the row.", RECORD, DIFFERED),
    "change": Kind("What happened to the row.", RECORD, DIFFERED),
    "row_key": Kind("The key of the row, its columns joined by `/`.", RECORD, DIFFERED),
    "document_id": Kind(
        filled("The document that the row is about.", "the row is about no one document"),
        RECORD,
        DIFFERED,
    ),
    "before": Kind(
        filled("Remembered when the row was merged; long texts are cut.", "the row is new"),
        RECORD,
        DIFFERED,
    ),
    "after": Kind(
        filled(
            "Remembered when the row was merged; long texts are cut.", "the row was not changed, but is new or gone"
        ),
        RECORD,
        DIFFERED,
    ),
}
PUBLICATION: Mapping[str, Kind] = {
    "publication_id": Kind("The publication is named after its run.", RECORD, RUN),
    "published_at": Kind("The clock when the run wrote this file.", RECORD, RUN),
    "run_id": Kind("The run that published this file.", RECORD, RUN),
    "code_version": Kind("Version of the code that published it.", RECORD, RUN),
    "schema_version": Kind("As the code that published it defines the tables.", RECORD, RUN),
}
KINDS: Mapping[str, Mapping[str, Kind]] = {
    "ops.runs": RUNS,
    "ops.steps": STEPS,
    "ops.document_steps": DOCUMENT_STEPS,
    "ops.rejections": REJECTIONS,
    "ops.validations": VALIDATIONS,
    "ops.failed_rows": FAILED_ROWS,
    "ops.totals": TOTALS,
    "ops.changes": CHANGES,
    "ops.changed_rows": CHANGED_ROWS,
    "ops.publication": PUBLICATION,
}
