-- How did the latest run go?
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
    round(seconds, 1) as seconds,
    steps_summary
from mart.latest_run
