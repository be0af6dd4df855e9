-- Which metadata values did a person set, and what had the text said?
select
    files.path,
    corrections.field,
    corrections.value,
    corrections.evidence as reason,
    string_agg(found.value || ' (' || found.rule || ')', ' | ' order by found.confidence desc, found.candidate_no)
        as other_candidates
from core.metadata_candidates as corrections
join mart.files as files
    on files.document_id = corrections.document_id
left join core.metadata_candidates as found
    on found.document_id = corrections.document_id
    and found.field = corrections.field
    and found.rule != 'correction'
where corrections.rule = 'correction' and not files.is_duplicate_file
group by all
order by files.path, corrections.field
