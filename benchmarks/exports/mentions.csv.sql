select
    files.path as doc,
    mentions.surface,
    mentions.label,
    if(mentions.label = 'COUNTRY', entities.iso_code, entities.name) as id
from raw.files as files
join core.mentions as mentions using (document_id)
left join core.entities as entities using (entity_id)
where files.state = 'present'
order by files.path, mentions.mention_no
