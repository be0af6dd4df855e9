-- In which versions does each statement come, and what did each keep of the main version?
select
    statements.issuer,
    versions.path,
    versions.relation,
    round(versions.coverage_ratio, 3) as coverage_ratio,
    versions.n_main_sentences,
    versions.n_sentences_same,
    versions.n_sentences_cut,
    versions.n_sentences_edited,
    versions.n_sentences_missing,
    versions.n_sentences_added
from mart.versions as versions
join core.statements as statements
    on statements.statement_id = versions.statement_id
order by statements.issuer, versions.statement_id, versions.is_main desc, versions.path
