"""Rules on phrases that no rule covered: they stand where the row says, uncovered, and are counted right."""

from schemas.rules_misread import MISREAD_PARTS
from schemas.rules_model import NO_DOCUMENT, WARNING, Rule, annotation_rule, warehouse_rule

SPAN_KEY = "spans.document_id || '/' || spans.phrase as row_key, spans.document_id"

UNCOVERED_RULES: tuple[Rule, ...] = (
    annotation_rule(
        "uncovered_phrase_is_body",
        "core.uncovered_spans.phrase",
        "What is to become knowledge has to stand in a document.",
        """
        select document_id || '/' || name as row_key, document_id, 'the body has something else there' as detail
        from misread
        where kind = 'phrase' and text != regexp_replace(replace(slice, '’', ''''), '\\s+', ' ', 'g')""",
        "core.uncovered_spans",
        WARNING,
        MISREAD_PARTS,
    ),
    annotation_rule(
        "uncovered_phrase_is_uncovered",
        "core.uncovered_spans.start_char",
        "A phrase that a mention covers is known.",
        f"""
        select {SPAN_KEY}, 'is part of the mention ' || mentions.surface as detail
        from core.uncovered_spans as spans
        join core.mentions as mentions
            on mentions.document_id = spans.document_id
            and mentions.start_char < spans.end_char
            and mentions.end_char > spans.start_char""",
        "core.uncovered_spans",
        WARNING,
    ),
    warehouse_rule(
        "uncovered_phrases_counted",
        "core.uncovered_phrases.n_documents",
        "What is counted can be followed to its documents.",
        f"""
        with counted as (
            select phrase, count(*) as n_documents, sum(n_occurrences) as n_occurrences
            from core.uncovered_spans group by phrase
        )
        select coalesce(phrases.phrase, counted.phrase) as row_key, {NO_DOCUMENT} as document_id,
            'says ' || coalesce(phrases.n_documents, 0) || ', has ' || coalesce(counted.n_documents, 0) as detail
        from core.uncovered_phrases as phrases full join counted on counted.phrase = phrases.phrase
        where phrases.n_documents is distinct from counted.n_documents
            or phrases.n_occurrences is distinct from counted.n_occurrences""",
        "core.uncovered_phrases",
        WARNING,
    ),
)
