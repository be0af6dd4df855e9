-- How did the latest run go, what stands open after it, and where is its report?
select
    state,
    reason,
    n_files_seen,
    n_unchanged,
    n_loaded,
    n_duplicate_files,
    n_rejected,
    n_missing,
    n_rules,
    n_rules_failed,
    n_rules_errored,
    n_open_rejections,
    n_open_failed_rows,
    n_open_critical_rows,
    round(seconds, 1) as seconds,
    steps_summary,
    report_path
from mart.latest_run
