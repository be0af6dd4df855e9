"""`core.uncovered_phrases`: what no rule covered, over all documents."""

# the example is of the first document by id, of labels suggested as often the first: no order of arrival decides
PHRASES = """
    with counted as (
        select
            phrase,
            count(*)::integer as n_documents,
            sum(n_occurrences)::integer as n_occurrences,
            min(document_id) as example_document_id
        from core.uncovered_spans
        group by phrase
    ),
    stated as (
        select spans.phrase, count(distinct versions.statement_id) as n_statements
        from core.uncovered_spans as spans
        join core.versions as versions
            on versions.document_id = spans.document_id
            and versions.is_main
            and spans.start_char < versions.end_char
            and spans.end_char > versions.start_char
        where spans.in_statement
        group by spans.phrase
    ),
    suggestions as (
        select phrase, suggested_label
        from core.uncovered_spans
        where suggested_label is not null
        group by phrase, suggested_label
        qualify row_number() over (partition by phrase order by count(*) desc, suggested_label) = 1
    )
    select
        counted.phrase,
        counted.n_documents,
        coalesce(stated.n_statements, 0) as n_statements,
        counted.n_occurrences,
        suggestions.suggested_label,
        substr(documents.body, sentences.start_char + 1, sentences.end_char - sentences.start_char) as example,
        counted.example_document_id,
        spans.start_char,
        spans.end_char
    from counted
    join core.uncovered_spans as spans
        on spans.phrase = counted.phrase
        and spans.document_id = counted.example_document_id
    join core.documents as documents
        on documents.document_id = spans.document_id
    join core.sentences as sentences
        on sentences.document_id = spans.document_id
        and sentences.sentence_no = spans.sentence_no
    left join stated
        on stated.phrase = counted.phrase
    left join suggestions
        on suggestions.phrase = counted.phrase
"""
