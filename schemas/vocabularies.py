"""The closed word lists of the tables; their meanings stand in the column descriptions."""

KINDS = ("statement", "press_release", "readout", "article", "listing", "other")
STATEMENT_KINDS = ("statement", "press_release", "readout")
LEVELS = (
    "heads_of_state_or_government",
    "foreign_ministers",
    "defence_ministers",
    "ministers",
    "governments",
    "officials",
    "organisation",
    "mixed",
)
RELATIONS = ("full", "duplicate", "reformatted", "truncated", "revised", "translation", "excerpt-in-article")
PAIR_RELATIONS = (*RELATIONS, "same_template", "shares_text")
DECISIONS = ("linked", "vetoed", "pruned", "below_gate")
CHANGES = ("same", "edited", "cut", "missing", "added", "moved")
AGREED_CHANGES = ("same", "varied")
DAMAGES = (
    "sentence_lost",
    "sentence_cut",
    "words_dropped",
    "number_lost",
    "number_changed",
    "date_lost",
    "paragraph_number_lost",
    "sentences_joined",
    "word_misread",
    "word_split",
    "words_joined",
    "hyphen_left",
    "hyphen_lost",
    "mojibake",
    "unreadable_character",
    "text_repeated",
    "text_inserted",
    "note_mark_left",
)
LOSSES = ("sentence", "entity", "commitment")
DATE_BASES = ("stated", "version", "inferred")
FILE_STATES = ("present", "missing", "replaced", "rejected")
FILE_OUTCOMES = ("unchanged", "changed", "new")
PARAGRAPH_ROLES = ("title", "dateline", "paragraph", "signature", "footnote", "furniture")
EVIDENCE_PLACES = ("body", "text", "properties", "corrections")
METADATA_FIELDS = ("kind", "title", "issuer", "level", "date_edtf", "place", "signatories", "language_code")
PRECISIONS = ("day", "year", "by")
LABELS = ("COUNTRY", "ORG", "PERSON", "PLACE", "DATE", "DOC", "EVENT", "QUANTITY")
ACTS = (
    "commit",
    "condemn",
    "reject",
    "call_on",
    "welcome",
    "support",
    "reaffirm",
    "announce",
    "claim",
    "concern",
    "stress",
    "note",
)
PLOVER_CODES = ("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT")
POLARITIES = ("positive", "negative")
AMOUNT_QUALIFIERS = ("at_least", "up_to", "about")
STEPS = ("intake", "extract", "structure", "validate", "group", "annotate", "load", "publish")
RUN_STATES = ("running", "completed", "failed")
STEP_OUTCOMES = ("computed", "reused", "kept", "rejected", "failed")
DOCUMENT_OUTCOMES = ("accepted", "rejected")
SEVERITIES = ("critical", "warning", "info")
RULE_OUTCOMES = ("passed", "failed", "errored")
SUITES = ("documents", "annotations", "warehouse", "totals")
HISTORY_REASONS = ("merged", "split", "renamed")
TOTALS = (
    "files",
    "missing_files",
    "rejected_files",
    "rejected_share",
    "newest_rejected_share",
    "documents",
    "statements",
    "documents_per_statement",
    "characters_per_document",
    "sentences_per_document",
    "mentions_per_document",
    "acts_per_document",
    "titled_share",
    "issuer_share",
    "dated_share",
    "newest_characters",
    "newest_sentences",
    "newest_mentions",
)
TRENDS = ("new", "worse", "better", "resolved", "same")
BOUND_STATES = ("below", "within", "above")
TABLE_CHANGES = ("added", "changed", "removed")
REJECTION_REASONS = (
    "empty",
    "binary",
    "undecodable",
    "unreadable",
    "vanished",
    "too_large",
    "not_a_file",
    "outside_source",
    "changed_while_read",
    "unsupported_format",
    "needs_ocr",
    "encrypted",
    "damaged",
    "no_pages",
    "memory_limit",
    "time_limit",
    "output_limit",
    "unpacked_limit",
    "reader_failed",
    "no_text",
    "structure_failed",
    "annotate_failed",
    "failed_rules",
)
MARKS = (
    "block",  # a paragraph: line ends inside it are the page's
    "title",  # the paragraph that is the document's title
    "heading",
    "item",
    "quote",
    "footnote",
    "row",  # of a table
    "frame",  # from here on no part of the text: the page around it
    "page_head",
    "page_foot",
    "page_number",
    "note_reference",
    "residue",
)
PARAGRAPH_MARKS = MARKS[: MARKS.index("frame")]
NOTES = (
    "needs_ocr",
    "blank_page",
    "unread_part",
    "broken_characters",
    "declared_encoding",
    "mojibake_repaired",
    "frame_kept",
    "several_texts",
    "several_languages",
)
