"""Rules on files and the documents that they hold."""

from schemas.rules_model import Rule, warehouse_rule

FILE_RULES: tuple[Rule, ...] = (
    warehouse_rule(
        "present_file_has_document",
        "raw.files.document_id",
        "A file that lies in the source and was not refused must be found in the warehouse: nothing disappears.",
        """
        select source || '/' || path || '/' || document_id as row_key, document_id,
            'its document was not loaded' as detail
        from raw.files
        where state = 'present' and not exists (
            from core.documents where documents.document_id = files.document_id)""",
        "raw.files where state = 'present'",
    ),
    warehouse_rule(
        "one_present_file_per_path",
        "raw.files.state",
        "A path holds one content at a time.",
        """
        select source || '/' || path as row_key, min(document_id) as document_id,
            count(*) || ' contents are present at this path' as detail
        from raw.files
        where state in ('present', 'rejected')
        group by source, path
        having count(*) > 1""",
        "(select distinct source, path from raw.files where state in ('present', 'rejected'))",
    ),
    warehouse_rule(
        "document_has_file",
        "core.documents.document_id",
        "A document that no file ever held was made up.",
        """
        select document_id as row_key, document_id, 'no file holds it or held it' as detail
        from core.documents
        where not exists (from raw.files where files.document_id = documents.document_id)""",
        "core.documents",
    ),
    warehouse_rule(
        "presence_follows_files",
        "core.documents.is_present",
        "Whoever asks for what lies in the source must not get what has left it.",
        """
        with presences as (
            select document_id, bool_or(state = 'present') as is_there from raw.files group by document_id
        )
        select documents.document_id as row_key, documents.document_id,
            'is_present is ' || is_present || ', its files say ' || is_there as detail
        from core.documents
        join presences using (document_id)
        where is_present != is_there""",
        "core.documents",
    ),
    warehouse_rule(
        "document_has_text",
        "core.documents.document_id",
        "Without the text as found, what cleaning did cannot be checked.",
        """
        select document_id as row_key, document_id, 'has no row in raw.texts' as detail
        from core.documents
        where not exists (from raw.texts where texts.document_id = documents.document_id)""",
        "core.documents",
    ),
    warehouse_rule(
        "file_is_what_its_name_says",
        "raw.files.named_media_type",
        "A file that is something else than its name says was renamed, cut off or saved by mistake: worth a look.",
        """
        select source || '/' || path || '/' || document_id as row_key, document_id,
            'its name says ' || named_media_type || ', its bytes say ' || media_type as detail
        from raw.files
        where state in ('present', 'rejected') and named_media_type != media_type
            and not (named_media_type in ('text/plain', 'text/markdown')
                and media_type in ('text/plain', 'text/markdown'))""",
        "raw.files where state in ('present', 'rejected') and named_media_type is not null",
        severity="info",
    ),
)
