"""The tables hold together: keys are columns, references resolve, one name has one meaning, nothing is left over."""

import re

import pytest

from schemas import (
    agreed_columns,
    damage_columns,
    entity_columns,
    ops_columns,
    pair_columns,
    pair_views,
    staged,
    vocabularies,
)
from schemas import columns as defined
from schemas import view_columns as computed
from schemas.arrow import arrow_schema, to_arrow
from schemas.model import Column, Table, all_columns
from schemas.tables import BY_NAME, TABLES
from schemas.views import VIEWS

STAGED = tuple(value for value in vars(staged).values() if isinstance(value, Table) and value.schema == "staged")
EVERYTHING = (*TABLES, *VIEWS, *STAGED)

# One name, more than one meaning: each with the reason. All other names mean the same wherever they stand.
VARIANTS = {
    "change": "what became of a sentence; what became of a row",
    "date_end": "of a date as stated; of a membership",
    "date_start": "of a date as stated; of a membership",
    "end_char": "in the body; in the text as found; of evidence in either",
    "start_char": "in the body; in the text as found; of evidence in either",
    "evidence": "measurements; words",
    "is_main": "of a version; of a row that belongs to one",
    "main_sentence_no": "of an alignment; of a damage; of a loss; of a mention",
    "main_text": "a sentence; what is damaged; what is in question",
    "n_statements": "that use a wording; that mention an entity; whose main version has a phrase",
    "n_documents": "that carry a statement; that have a phrase",
    "n_sentences": "of a statement; of a version",
    "n_sentences_cut": "that lost any words; that lost an end or five words in a row",
    "outcome": "of a step's rows; of a document; of a rule",
    "path": "of a file; of any file that holds a document",
    "reason": "of a rejection; of a rule; of a run's end; of a change of names",
    "relation": "of a document; of a version; of a pair",
    "coverage_ratio": "of a document, which may have no version; of a version",
    "seconds": "of a step; of a run",
    "source": "of a file; that a run swept",
    "speaker": "of a sentence; of an act",
    "state": "of a file; of a run",
    "step": "of a row; the last one of a run",
    "statement_id": "of a row; of the text that a row renders, empty outside of any",
    "text": "as found; taken out; of a paragraph; of a sentence; in question",
    "word_diff": "of a sentence and its partner; of a use and the first one",
}


def columns_of(module: object) -> dict[str, Column]:
    return {name: value for name, value in vars(module).items() if isinstance(value, Column)}


@pytest.mark.parametrize(
    "module",
    [defined, entity_columns, ops_columns, computed, damage_columns, agreed_columns, pair_columns, pair_views],
    ids=["columns", "entities", "ops", "views", "damages", "agreed", "pairs", "pair views"],
)
def test_every_defined_column_is_used(module: object) -> None:
    used = {column.description for table in EVERYTHING for column in table.columns}
    assert [name for name, column in columns_of(module).items() if column.description not in used] == []


def test_one_name_has_one_meaning() -> None:
    found = {
        name
        for name, columns in all_columns(EVERYTHING).items()
        if len({(column.description, column.sql_type) for column in columns}) > 1
    }
    assert found == set(VARIANTS)


def test_one_name_has_one_type_but_for_words_of_two_kinds() -> None:
    types = {name: {column.sql_type for column in columns} for name, columns in all_columns(EVERYTHING).items()}
    assert {name: found for name, found in types.items() if len(found) > 1} == {"evidence": {"JSON", "VARCHAR"}}


@pytest.mark.parametrize("table", EVERYTHING, ids=lambda table: table.name)
def test_a_table_is_well_formed(table: Table) -> None:
    assert table.key
    assert set(table.key) <= set(table.column_names)
    assert len(set(table.column_names)) == len(table.columns)
    assert table.grain.startswith(("one row per ", "the one row "))
    assert table.scope in ("document", "corpus", "log")


def test_names_of_tables_are_unique() -> None:
    assert len({table.name for table in EVERYTHING}) == len(EVERYTHING)
    assert {table.schema for table in TABLES} == {"raw", "core", "ops"}
    assert {table.schema for table in VIEWS} == {"mart"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_references_lead_to_the_key_of_a_table(table: Table) -> None:
    for column in table.columns:
        if column.references:
            name, _, target = column.references.rpartition(".")
            assert BY_NAME[name].key == (target,)
            assert BY_NAME[name].column(target).sql_type == column.sql_type


@pytest.mark.parametrize("column", sorted(columns_of(defined).items()), ids=lambda item: item[0])
def test_a_column_says_what_it_is(column: tuple[str, Column]) -> None:
    _, definition = column
    assert re.fullmatch(r"[a-z][a-z0-9_]*", definition.name)
    assert definition.description.endswith(".")
    assert definition.description[0].isupper() or definition.description[0] == "`"
    if definition.pattern:
        re.compile(definition.pattern)
    if definition.name.startswith(("is_", "in_")):
        assert definition.sql_type == "BOOLEAN"
    if definition.name.endswith("_ratio"):
        assert (definition.minimum, definition.maximum) == (0, 1)


def test_every_vocabulary_is_used_and_without_repetition() -> None:
    lists = {name: value for name, value in vars(vocabularies).items() if name.isupper()}
    used = {column.vocabulary for table in EVERYTHING for column in table.columns}
    assert {name for name, words in lists.items() if words not in used} == {"STATEMENT_KINDS", "PARAGRAPH_MARKS"}
    assert set(vocabularies.STATEMENT_KINDS) < set(vocabularies.KINDS)
    assert set(vocabularies.PARAGRAPH_MARKS) < set(vocabularies.MARKS)
    assert all(len(set(words)) == len(words) for words in lists.values())


def test_a_row_without_a_column_is_refused() -> None:
    with pytest.raises(KeyError, match="n_pages"):
        to_arrow(BY_NAME["raw.texts"], [{"document_id": "a", "text": "b", "properties": "", "extractor": "c"}])


@pytest.mark.parametrize("table", EVERYTHING, ids=lambda table: table.name)
def test_arrow_knows_every_type(table: Table) -> None:
    assert arrow_schema(table).names == list(table.column_names)
    assert to_arrow(table, []).schema == arrow_schema(table)
