"""What the evidence of every column of `raw` and `core` must show."""

from collections.abc import Mapping

from schemas.tables import TABLES
from tests.tasks.core.explain import checks as c
from tests.tasks.core.explain import holding as h
from tests.tasks.core.explain.checks import Check

CHECKED = tuple(table for table in TABLES if table.schema in ("raw", "core"))
SPAN = {"start_char": c.begins, "end_char": c.ends}
CHECKS: Mapping[str, Mapping[str, Check]] = {
    "raw.files": {
        **dict.fromkeys(("source", "path", "n_bytes", "state"), h.in_files),
        "document_id": c.names_document,
        "media_type": h.told_by_bytes,
        "named_media_type": h.told_by_ending,
        "modified_at": h.modified,
        "first_seen_at": c.said,
        "last_seen_at": c.said,
    },
    "raw.texts": {
        "document_id": c.names_document,
        "text": h.text_begins,
        "properties": lambda seen: h.text_begins(seen) or not seen.value,
        "extractor": c.said,
        "n_pages": lambda seen: any(f"on page {seen.value}" in one.note for one in seen.spans),
    },
    "raw.marks": {"document_id": c.names_document, **SPAN, "mark": c.at_span()},
    "raw.removed": {"document_id": c.names_document, **SPAN, "rule": c.rule_told, "text": c.exact},
    "core.documents": {
        "document_id": c.names_document,
        "statement_id": lambda seen: any(seen.value in one.note for one in seen.spans),
        **dict.fromkeys(("kind", "is_statement"), h.kind_reads),
        "carries_statement": lambda seen: len(seen.texts) > 0,
        "language_codes": h.languages_read,
        **{
            name: c.stated(name)
            for name in ("language_code", "title", "issuer", "level", "date_edtf", "place", "signatories")
        },
        **dict.fromkeys(("date_start", "date_end"), c.stated("date_edtf")),
        "n_numbered": h.numbers_listed,
        "relation": c.covers,
        "coverage_ratio": c.covers,
        "is_present": c.by_query,
        "body": h.text_begins,
    },
    "core.statements": {
        "statement_id": h.founder_named,
        **dict.fromkeys(("main_document_id", "election_reasons"), h.main_shown),
        "carries_statement": h.main_shown,
        **{
            name: c.stated(name)
            for name in ("title", "issuer", "level", "date_edtf", "place", "signatories", "language_code")
        },
        **dict.fromkeys(("date_start", "date_end", "date_basis"), c.stated("date_edtf")),
        "conflicting_fields": lambda seen: len(seen.texts) > 0,
        "n_documents": lambda seen: c.by_query(seen) and h.versions_shown(seen),
        "first_seen_at": h.first_seen,
    },
    "core.versions": {
        "statement_id": h.founder_named,
        "document_id": c.names_document,
        **SPAN,
        "relation": c.covers,
        "coverage_ratio": c.covers,
        "is_main": c.at_span(lambda seen: "election_reasons" in seen.said),
        "evidence": c.at_span(),
    },
    "core.statement_history": dict.fromkeys(
        ("old_statement_id", "statement_id", "run_id", "reason"), lambda seen: len(seen.texts) > 0
    ),
    "core.metadata_candidates": {
        "document_id": c.names_document,
        "candidate_no": c.at_span(),
        "field": lambda seen: f"of {seen.value}" in h.notes_of(seen),
        "value": lambda seen: c.reads_field(seen, seen.row["field"], seen.value),
        "evidence": c.exact,
        "evidence_in": lambda seen: any(one.in_ == seen.value for one in seen.found.evidence),
        **SPAN,
        "rule": c.rule_told,
        "confidence": c.trust_told,
        "is_chosen": c.at_span(),
    },
    "core.paragraphs": {
        "document_id": c.names_document,
        "paragraph_no": c.nth("core.paragraphs"),
        **dict.fromkeys(("role", "page_no", "end_page_no"), c.at_span()),
        "printed_number": h.printed_number,
        **SPAN,
        "language_code": c.at_span(),
        "in_statement": c.inside,
    },
    "core.sentences": {
        "document_id": c.names_document,
        "sentence_no": c.nth("core.sentences"),
        "paragraph_no": lambda seen: len({one.start_char for one in seen.spans}) in (1, 2),
        **SPAN,
        "in_statement": c.inside,
        "speaker": h.speaker_named,
    },
    "core.version_pairs": {
        **dict.fromkeys(("document_id", "other_document_id"), c.names_document),
        **dict.fromkeys(("score", "decision", "relation", "evidence"), c.two_texts),
        **dict.fromkeys(("containment", "other_containment"), c.measured),
    },
    "core.sentence_alignments": {
        **dict.fromkeys(("document_id", "main_document_id"), c.names_document),
        **dict.fromkeys(("alignment_no", "sentence_no", "main_sentence_no", "change", "word_diff"), c.both_sentences),
        "similarity_ratio": c.ratio_told,
    },
    "core.damages": {
        **dict.fromkeys(("document_id", "main_document_id"), c.names_document),
        **dict.fromkeys(("damage_no", "damage", "n_lost_words", "n_lost_numbers", "main_sentence_no"), c.both_places),
        **SPAN,
        "main_start_char": c.begins,
        "main_end_char": c.ends,
    },
    "core.agreed_language": {
        "document_id": c.names_document,
        **dict.fromkeys(("passage_id", "first_statement_id", "is_first_use", "change", "word_diff"), c.shared_words),
        "statement_id": c.at_span(),
        "n_statements": c.by_query,
        "sentence_no": c.in_sentence,
        **SPAN,
        "text": c.exact,
    },
    "core.entities": dict.fromkeys(
        ("entity_id", "label", "name", "iso_code"), lambda seen: c.lines_told(seen) != [] or seen.texts != []
    ),
    "core.memberships": dict.fromkeys(("organisation_id", "member_id", "date_start", "date_end", "precision"), h.held),
    "core.mentions": {
        "document_id": c.names_document,
        "mention_no": c.nth("core.mentions"),
        "sentence_no": c.in_sentence,
        **SPAN,
        "surface": c.exact,
        "label": h.label_fits,
        "entity_id": c.names_entity,
        "refers_to_entity_id": h.refers,
        "office": h.office_printed,
        "rule": c.rule_told,
        "confidence": c.trust_told,
        "alternatives": h.alternatives_named,
        "in_statement": c.inside,
    },
    "core.speech_acts": {
        "document_id": c.names_document,
        "act_no": c.at_span(),
        "sentence_no": c.in_sentence,
        **dict.fromkeys(("act", "plover_code", "polarity", "verb"), h.verb_stands),
        "subject": c.same_words,
        "subject_entity_id": h.clause_names("subject_entity_id"),
        "speaker": h.speaker_named,
        "object_text": c.same_words,
        "target_entity_id": h.clause_names("target_entity_id"),
        "rule": c.rule_told,
        "confidence": c.trust_told,
        **SPAN,
        **dict.fromkeys(("subject_start_char", "verb_start_char", "object_start_char"), c.begins),
        **dict.fromkeys(("verb_end_char", "object_end_char"), c.ends),
        "in_statement": c.inside,
    },
    "core.commitments": {
        "document_id": c.names_document,
        **dict.fromkeys(("commitment_no", "act_no"), lambda seen: "the clause that promises" in seen.spans[0].note),
        "amount": h.amount_read,
        "unit": h.unit_read,
        "qualifier": h.bounded,
        **dict.fromkeys(("amount_start_char", "deadline_start_char"), c.begins),
        **dict.fromkeys(("amount_end_char", "deadline_end_char"), c.ends),
        "deadline_edtf": h.deadline_read,
        "deadline_text": c.same_words,
    },
    "core.uncovered_spans": {
        "document_id": c.names_document,
        "phrase": c.same_words,
        "n_occurrences": h.phrase_stands,
        "sentence_no": c.in_sentence,
        **SPAN,
        "suggested_label": c.at_span(),
        "in_statement": c.inside,
    },
    "core.uncovered_phrases": {
        "phrase": c.same_words,
        **dict.fromkeys(("n_documents", "n_statements", "n_occurrences"), c.by_query),
        "suggested_label": lambda seen: any(f"suggests {seen.value}" in one.note for one in seen.spans),
        "example": c.same_words,
        "example_document_id": c.names_document,
        **SPAN,
    },
    "core.document_notes": {
        "document_id": c.names_document,
        **dict.fromkeys(("note_no", "step", "note", "n_found", "detail"), lambda seen: seen.row["detail"] in seen.said),
        "page_no": lambda seen: len(seen.texts) > 0,
    },
}
