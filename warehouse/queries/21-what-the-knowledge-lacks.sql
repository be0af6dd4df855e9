-- Which names and repeated phrases did no rule cover, the most widely used first?
select
    phrase,
    suggested_label,
    n_statements,
    n_documents,
    n_occurrences,
    example
from core.uncovered_phrases
order by n_statements desc, n_documents desc, n_occurrences desc, phrase
limit 50
