"""One row of every table spoilt in the same way: keys twice, rows of nothing, of no document, of numbers below zero."""

from collections.abc import Iterable

from schemas.model import Column, Table
from schemas.rules import CHECKED_TABLES
from schemas.rules_model import DOCUMENTS, key_text
from tests.tasks.core.validate.mutations import END_A, END_B, FIRST_USE, NOBODY, PASSAGE, SECOND_USE, Mutation, of
from tests.warehouse.made import made_tables
from tests.warehouse.made_rows import ARTICLE, STATEMENT, A, B, C

Rows = dict[str, tuple[str, ...]]
NO_KEY = "/"  # what SQL says of a row whose key is null
REFERENCE = "core.documents.document_id"
BELOW_USE = f"{PASSAGE}/{ARTICLE}/{-1 - int(SECOND_USE.split('/')[-1])}"


def text_of(value: object) -> str:
    return "" if value is None else str(value)


def first_key(table: Table, **changed: str) -> str:
    """The smallest key of a table's rows, as text, with other values in some columns."""
    keys = [{name: row[name] for name in table.key} for row in made_tables()[table.name]]
    first = min(keys, key=lambda key: "/".join(map(text_of, key.values())))
    return "/".join(changed.get(name, text_of(value)) for name, value in first.items())


def first_again(table: Table, **changed: str) -> str:
    """SQL that adds the first row of a table once more, with other values in some columns."""
    others = ", ".join(f"'{value}' as {name}" for name, value in changed.items())
    columns = f"* replace ({others})" if others else "*"
    key = key_text(table)
    first = f"{key} = (select min({key}) from {table.name})"
    return f"insert into {table.name} select {columns} from {table.name} where {first}"


def below_zero(table: Table, columns: Iterable[Column]) -> str:
    """SQL that mirrors numbers of the last row of a table below zero."""
    mirrored = ", ".join(f"{column.name} = -1 - {column.name}" for column in columns)
    key = key_text(table)
    return f"update {table.name} set {mirrored} where {key} = (select max({key}) from {table.name})"


def referring(table: Table) -> dict[str, str]:
    """The columns that name a document, with one that is not there."""
    return {column.name: NOBODY for column in table.columns if column.references == REFERENCE}


def counted(table: Table) -> list[Column]:
    """Columns of keys and spans that count something."""
    names = (*table.key, "start_char", "end_char")
    return [column for column in table.columns if column.name in names and column.minimum is not None]


ORPHANED = [t for t in CHECKED_TABLES if referring(t) and t.name not in ("core.statements", "core.versions")]
NUMBERED = [table for table in CHECKED_TABLES if counted(table)]

BULK: tuple[Mutation, ...] = (
    Mutation(
        "a row of every table is there twice",
        "; ".join(map(first_again, CHECKED_TABLES)),
        DOCUMENTS,
        "core.documents.key.unique",
        (A,),
        {f"{table.name}.key.unique": (first_key(table),) for table in CHECKED_TABLES}
        | {
            "paragraphs_in_order": of(A, 1),
            "sentences_in_order": of(A, 1),
            "paragraphs_numbered_from_one": (A,),
            "sentences_numbered_from_one": (A,),
            "document_notes_numbered_from_one": (A,),
            "one_chosen_candidate": of(A, "kind"),
            "mentions_in_order": of(A, 1),
            "mentions_numbered_from_one": (A,),
            "acts_numbered_from_one": (A,),
            "commitments_numbered_from_one": (A,),
            "removed_in_order": of(A, END_A),
            "one_present_file_per_path": ("raw/a.txt",),
            "one_main_version": (STATEMENT,),
            "passage_has_one_first_use": (PASSAGE,),
            "entity_name_is_one": ("COUNTRY/Austria",),
            "memberships_do_not_overlap": ("org:danube-council/country:AT/1990-01-01",),
            "uncovered_phrases_counted": ("with its people",),
        },
    ),
    Mutation(
        "every table has a row of nothing",
        "; ".join(f"insert into {table.name} ({table.key[0]}) values (null)" for table in CHECKED_TABLES),
        DOCUMENTS,
        "core.documents.document_id.not_null",
        ("",),
        {
            f"{table.name}.{column.name}.not_null": ("/" * (len(table.key) - 1),)
            for table in CHECKED_TABLES
            for column in table.columns
            if column.required
        }
        | {
            "act_within_sentence": (NO_KEY,),
            "commitment_belongs_to_act": (NO_KEY,),
            "body_has_letters": (NO_KEY,),
            "document_has_sentences": (NO_KEY,),
            "document_has_file": (NO_KEY,),
            "document_has_text": (NO_KEY,),
            "one_main_version": (NO_KEY,),
            "statement_names_main_version": (NO_KEY,),
            "alignment_is_with_main_version": (NO_KEY,),
            "damage_is_beside_main_version": (NO_KEY,),
            "agreed_use_is_in_main_version": (NO_KEY,),
            "agreed_use_is_in_sentence": (NO_KEY,),
            "passage_has_one_first_use": (NO_KEY,),
            "passage_is_in_several_statements": (NO_KEY,),
            "uncovered_phrases_counted": (NO_KEY,),
            "election_has_reasons": (NO_KEY,),
        },
    ),
    Mutation(
        "every table has a row of a document that is not there",
        "; ".join(first_again(table, **referring(table)) for table in ORPHANED),
        DOCUMENTS,
        "raw.texts.document_id.reference",
        (NOBODY,),
        {
            f"{table.name}.{name}.reference": (first_key(table, **referring(table)),)
            for table in ORPHANED
            for name in referring(table)
        }
        | {
            "act_within_sentence": (f"{NOBODY}/1",),
            "commitment_belongs_to_act": (f"{NOBODY}/1",),
            "core.agreed_language.key.unique": (FIRST_USE,),
            "core.uncovered_phrases.key.unique": ("with its people",),
            "pair_in_order": (f"{NOBODY}/{NOBODY}",),
            "linked_pair_shares_statement": (f"{NOBODY}/{NOBODY}",),
            "aligned_sentence_exists": (f"{NOBODY}/1",),
            "aligned_main_sentence_exists": (f"{NOBODY}/1",),
            "alignment_is_with_main_version": (f"{NOBODY}/1",),
            "damage_is_beside_main_version": (f"{NOBODY}/1",),
            "damaged_sentence_exists": (f"{NOBODY}/1",),
            "agreed_use_is_in_main_version": (FIRST_USE,),
            "agreed_use_is_in_sentence": (FIRST_USE,),
            "passage_has_one_first_use": (PASSAGE,),
            "uncovered_phrases_counted": ("with its people",),
        },
    ),
    Mutation(
        "numbers and spans are mirrored below zero",
        "; ".join(below_zero(table, counted(table)) for table in NUMBERED),
        DOCUMENTS,
        "core.paragraphs.start_char.between",
        of(C, -3),
        {
            "raw.marks.start_char.between": of(B, f"-1/{-1 - END_B}/block"),
            "raw.marks.end_char.between": of(B, f"-1/{-1 - END_B}/block"),
            "marks_within_text": of(B, f"-1/{-1 - END_B}/block"),
            "raw.removed.start_char.between": of(B, -2 - END_B),
            "raw.removed.end_char.between": of(B, -2 - END_B),
            "core.metadata_candidates.candidate_no.between": of(C, -5),
            "core.metadata_candidates.start_char.between": of(C, -5),
            "core.metadata_candidates.end_char.between": of(C, -5),
            "core.paragraphs.paragraph_no.between": of(C, -3),
            "core.paragraphs.end_char.between": of(C, -3),
            "core.sentences.sentence_no.between": of(C, -3),
            "core.sentences.start_char.between": of(C, -3),
            "core.sentences.end_char.between": of(C, -3),
            "core.document_notes.note_no.between": of(A, -2),
            "paragraphs_within_body": of(C, -3),
            "sentences_within_body": of(C, -3),
            "removed_within_text": of(B, -2 - END_B),
            "sentences_within_paragraphs": of(C, -3),
            "paragraphs_numbered_from_one": (C,),
            "sentences_numbered_from_one": (C,),
            "removed_slices_back": of(B, -2 - END_B),
            "document_notes_numbered_from_one": (A,),
            "evidence_slices_back": of(C, -5),
            "core.mentions.mention_no.between": of(C, -3),
            "core.mentions.start_char.between": of(C, -3),
            "core.mentions.end_char.between": of(C, -3),
            "core.speech_acts.act_no.between": of(A, -4),
            "core.speech_acts.start_char.between": of(A, -4),
            "core.speech_acts.end_char.between": of(A, -4),
            "core.commitments.commitment_no.between": of(A, -2),
            "core.uncovered_spans.start_char.between": of(A, "with its people"),
            "core.uncovered_spans.end_char.between": of(A, "with its people"),
            "mentions_within_body": of(C, -3),
            "mentions_within_sentences": of(C, -3),
            "mentions_numbered_from_one": (C,),
            "mentions_slice_back": of(C, -3),
            "act_within_sentence": of(A, -4),
            "act_spans_in_order": of(A, -4),
            "acts_numbered_from_one": (A,),
            "commitment_belongs_to_act": of(A, -2),
            "commitments_numbered_from_one": (A,),
            "uncovered_phrase_is_body": of(A, "with its people"),
            "core.versions.start_char.between": (f"{ARTICLE}/{C}",),
            "core.versions.end_char.between": (f"{ARTICLE}/{C}",),
            "core.sentence_alignments.alignment_no.between": of(B, -5),
            "core.damages.damage_no.between": of(B, -3),
            "core.damages.start_char.between": of(B, -3),
            "core.damages.end_char.between": of(B, -3),
            "core.agreed_language.start_char.between": (BELOW_USE,),
            "core.agreed_language.end_char.between": (BELOW_USE,),
            "core.uncovered_phrases.start_char.between": ("with its people",),
            "core.uncovered_phrases.end_char.between": ("with its people",),
            "versions_within_body": (f"{ARTICLE}/{C}",),
            "agreed_text_is_body": (BELOW_USE,),
            "agreed_use_is_in_main_version": (BELOW_USE,),
            "agreed_use_is_in_sentence": (BELOW_USE,),
        },
    ),
)
