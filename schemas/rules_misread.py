"""What annotation says that it read, beside what stands there: one look for all spans that carry their text."""

from schemas.rules_model import BODY_CHUNKS, Part, body_slices

FOLDED = r"^ | $|\s\s|[^\S ]|’"  # white space and apostrophes that annotation folds; text without them is as it stands
SPANS_WITH_TEXT = """(
            select 'mention' as kind, document_id, cast(mention_no as varchar) as name, surface as text,
                start_char, end_char
            from core.mentions
            union all
            select 'object', document_id, cast(act_no as varchar), object_text, object_start_char, object_end_char
            from core.speech_acts
            union all
            select 'deadline', document_id, cast(commitment_no as varchar), deadline_text,
                deadline_start_char, deadline_end_char
            from core.commitments
            union all
            select 'phrase', document_id, phrase, phrase, start_char, end_char
            from core.uncovered_spans
        )"""
MISREAD = Part(
    "misread",
    f"""
    select kind, document_id, name, text, slice
    from {body_slices(SPANS_WITH_TEXT)}
    where slice is distinct from text or (kind != 'mention' and regexp_matches(text, '{FOLDED}'))""",
)
"""Spans whose text is another than the body's, or may be once both are folded. Each rule decides for its own kind."""

MISREAD_PARTS = (BODY_CHUNKS, MISREAD)
