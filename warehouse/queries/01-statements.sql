-- Which statements are there, who made them, when, and in how many versions?
select
    date_edtf,
    date_basis,
    issuer,
    level,
    coalesce(title, '(no title printed)') as title,
    place,
    n_documents,
    n_words,
    main_path
from mart.statements
order by date_start nulls last, issuer, main_path
