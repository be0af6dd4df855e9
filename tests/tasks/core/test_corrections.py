"""What people correct outranks what the text says, is explained like it, and is done again when it changes."""

import hashlib
from pathlib import Path

from tasks.core.structure.corrections import packed
from tests.pipeline import Done, rows_of, sweep

HEADER = "document_id,field,value,author,reason,date\n"
TEXT = """Joint statement of the ministers of Norway and Iceland

Oslo, 3 May 2023

We, the ministers of Norway and Iceland, met today in Oslo. We agreed to protect our common waters.
"""
OTHER = TEXT.replace("waters", "forests").replace("3 May", "4 June")


def put(source: Path) -> str:
    source.mkdir()
    (source / "a.txt").write_text(TEXT, encoding="utf-8")
    (source / "b.txt").write_text(OTHER, encoding="utf-8")
    return hashlib.sha256(TEXT.encode()).hexdigest()


def line(document_id: str, field: str, value: str) -> str:
    return f'{document_id},{field},{value},A. Reviewer,"the printed copy, page 2",2026-01-02\n'


def facts(done: Done) -> list[tuple[object, ...]]:
    return rows_of(
        done.published,
        "select path, date_edtf, place from core.documents join raw.files using (document_id) order by path",
    )


def test_a_correction_outranks_the_text_and_names_its_author(tmp_path: Path) -> None:
    source = tmp_path / "source"
    document_id = put(source)
    done = sweep(
        source, tmp_path / "warehouse", corrections=packed(HEADER + line(document_id, "date_edtf", "2023-05-02"))
    )
    assert facts(done) == [("a.txt", "2023-05-02", "Oslo"), ("b.txt", "2023-06-04", "Oslo")]
    chosen = """select value, evidence, evidence_in, start_char, rule, confidence from core.metadata_candidates
        where field = 'date_edtf' and is_chosen and document_id = ?"""
    assert rows_of(done.published, chosen, document_id) == [
        ("2023-05-02", "the printed copy, page 2 (A. Reviewer)", "corrections", None, "correction", 1.0)
    ]
    refused = (
        "select value from core.metadata_candidates where field = 'date_edtf' and document_id = ? and not is_chosen"
    )
    assert ("2023-05-03",) in rows_of(done.published, refused, document_id)
    statement = "select date_edtf, date_basis from core.statements order by date_edtf"
    assert rows_of(done.published, statement) == [("2023-05-02", "stated"), ("2023-06-04", "stated")]


def test_only_what_is_corrected_is_done_again(tmp_path: Path) -> None:
    source, warehouse = tmp_path / "source", tmp_path / "warehouse"
    document_id = put(source)
    sweep(source, warehouse)
    corrections = packed(HEADER + line(document_id, "place", "Bergen"))
    done = sweep(source, warehouse, corrections=corrections)
    assert done.news.reasons == ("1 to be done again",)
    assert facts(done) == [("a.txt", "2023-05-03", "Bergen"), ("b.txt", "2023-06-04", "Oslo")]
    assert sweep(source, warehouse, corrections=corrections).loaded is None
    taken_back = sweep(source, warehouse)
    assert facts(taken_back) == [("a.txt", "2023-05-03", "Oslo"), ("b.txt", "2023-06-04", "Oslo")]


def test_an_empty_value_clears_a_field(tmp_path: Path) -> None:
    source = tmp_path / "source"
    document_id = put(source)
    done = sweep(source, tmp_path / "warehouse", corrections=packed(HEADER + line(document_id, "place", "")))
    assert facts(done) == [("a.txt", "2023-05-03", None), ("b.txt", "2023-06-04", "Oslo")]
