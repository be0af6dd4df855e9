-- Which documents were compared, and why are they one statement, or two?
select
    path,
    other_path,
    is_one_statement,
    decision,
    reason,
    relation,
    round(score, 3) as score,
    round(greatest(containment, other_containment), 3) as shared_of_the_shorter
from mart.version_pairs
order by is_one_statement desc, score desc, path, other_path
