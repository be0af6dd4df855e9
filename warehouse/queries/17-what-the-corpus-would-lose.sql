-- What would we not know if only this copy of a statement existed? Who and what it mentions nowhere, elsewhere or not.
select
    path,
    label,
    lost,
    n_lost as n_mentions,
    is_elsewhere,
    main_sentence_no
from mart.version_losses
where loss = 'entity'
order by path, is_elsewhere, label, lost
