-- What is worth knowing about how files were read: pages that are pictures, broken letters, several texts in one file?
select
    files.path,
    notes.note,
    notes.page_no,
    notes.detail
from core.document_notes as notes
join mart.files as files
    on files.document_id = notes.document_id
where not files.is_duplicate_file
order by files.path, notes.note_no
