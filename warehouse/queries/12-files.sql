-- What became of each file?
select
    path,
    state,
    is_duplicate_file,
    kind,
    relation,
    round(coverage_ratio, 3) as coverage_ratio,
    coalesce(statement_title, statement_issuer) as statement,
    reason
from mart.files
order by path
