"""A source with a history: what was refused, corrected, reviewed and changed between two runs."""

import hashlib
from pathlib import Path

from tasks.core.group.reviewed import packed as packed_reviews
from tasks.core.group.reviewed import read_reviewed
from tasks.core.structure.corrections import packed
from tests.pipeline import Done, sweep

STATEMENT = """Joint statement of the ministers of Norway and Iceland

Oslo, 3 May 2023

We, the ministers of Norway and Iceland, met today in Oslo. We agreed to protect our common waters from oil.
We will pay 5 million euros into the fund for clean harbours by 2025. We condemn the dumping of waste at sea.
"""
OTHER = """Declaration of the mayors of the northern ports

Bergen, 12 June 2022

We, the mayors of the northern ports, met in Bergen. We welcome the new rules on the lights of harbours. We call on
the owners of ships to slow down near the coast. We thank the pilots for their work in the storms of the winter.
"""
COPY = STATEMENT.replace("3 May 2023", "4 May 2023")
BROKEN = b"\x00\x01\x02\x03" * 200
CORRECTIONS = "document_id,field,value,author,reason,date\n"
REVIEWS = "decision,document_id,other_document_id,author,reason,date\n"
FOLDER = "2023/may"


def id_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make_history(folder: Path) -> Done:
    """The warehouse after two runs; `FOLDER` shows that a key may hold a `/`."""
    source, warehouse = folder / "ports", folder / "warehouse"
    (source / FOLDER).mkdir(parents=True)
    (source / FOLDER / "statement.txt").write_text(STATEMENT, encoding="utf-8")
    (source / "copy.txt").write_text(COPY, encoding="utf-8")
    (source / "mayors.txt").write_text(OTHER, encoding="utf-8")
    (source / "broken.txt").write_bytes(BROKEN)
    one, other = sorted((id_of(STATEMENT), id_of(COPY)))
    sweep(source, warehouse, reviewed=decided("apart", one, other))
    (source / "again.txt").write_text(OTHER, encoding="utf-8")
    corrected = f'{id_of(OTHER)},place,Stavanger,A. Reviewer,"the printed copy, page 2",2026-01-02\n'
    corrections = packed(CORRECTIONS + corrected)
    return sweep(source, warehouse, corrections=corrections, reviewed=decided("together", one, other))


def decided(decision: str, one: str, other: str) -> dict[str, str]:
    """What people decided on two documents."""
    line = f"{decision},{one},{other},A. Reviewer,the same meeting,2026-01-02\n"
    return packed_reviews(read_reviewed(REVIEWS + line))
