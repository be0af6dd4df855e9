-- Figures of each source as the last run over it left them.
select *
from mart.totals_over_time
qualify row_number() over (partition by source, total order by run_id desc) = 1
