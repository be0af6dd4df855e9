"""Bad files among many good ones: each is refused, or breaks a rule, for its own reason; nothing else suffers."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tasks.core.annotate import Annotated, annotate_documents
from tasks.core.structure import Structured, structure_document
from tests.pipeline import Done, rows_of, sweep
from tests.tasks.core.validate.bad_documents import N_GOOD, bad_documents, good_documents

REJECTIONS = {  # path: step, reason, detail
    "binary.txt": (
        "extract",
        "binary",
        "The bytes are no text of any kind. Find out what they are, and export the text.",
    ),
    "bomb.docx": (
        "extract",
        "unpacked_limit",
        "The part word/document.xml unpacks to 53300151 bytes. Save the text alone as a new file.",
    ),
    "broken.docx": (
        "extract",
        "damaged",
        "The archive that a Word file is cannot be opened: File is not a zip file. Fetch the file again.",
    ),
    "cut_off.pdf": (
        "extract",
        "damaged",
        "The file breaks off before its end: a part of it is missing. Fetch it again.",
    ),
    "empty.txt": ("extract", "empty", "The file has no text in it. Fetch it again."),
    "locked.pdf": ("extract", "encrypted", "The file is locked with a password. Save a copy without one."),
    "scan.pdf": (
        "extract",
        "needs_ocr",
        "The file has only images of pages. Run text recognition (OCR) on it and file the result.",
    ),
    "shell.html": (
        "extract",
        "no_text",
        "The page shows no text without its scripts. Save it from a browser after it has loaded, or print it.",
    ),
    "signs.txt": ("structure", "no_text", "nothing but space, signs and page furniture"),
    "undecodable.txt": (
        "extract",
        "undecodable",
        "No known encoding makes these bytes text. Save the file as UTF-8.",
    ),
}
BAD = {path: sha256(content).hexdigest() for path, content in bad_documents().items()}
FAILED_ROWS = [  # suite, rule, severity, row, detail
    (
        "warehouse",
        "date_not_after_arrival",
        "warning",
        BAD["future.txt"],
        "2099-05-05 lies after the file's arrival on {arrived}",
    ),
    (
        "warehouse",
        "file_is_what_its_name_says",
        "info",
        f"inbox/binary.txt/{BAD['binary.txt']}",
        "its name says text/plain, its bytes say application/octet-stream",
    ),
    (
        "warehouse",
        "file_is_what_its_name_says",
        "info",
        f"inbox/empty.txt/{BAD['empty.txt']}",
        "its name says text/plain, its bytes say application/x-empty",
    ),
    ("warehouse", "printed_numbers_without_gaps", "warning", f"{BAD['gap.txt']}/5", "4 follows 2"),
    (
        "warehouse",
        "statement_date_within_reach",
        "warning",
        f"st-{BAD['future.txt'][:16]}",
        "2099-05-05 (stated), arrived on {arrived}",
    ),
    (
        "warehouse",
        "sentence_is_whole",
        "warning",
        f"{BAD['cut.txt']}/4",
        "ends without a full stop: We will pay for the damage that the ice has done to the nets and the",
    ),
]


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One run over the bad files and the good ones."""
    folder = tmp_path_factory.mktemp("bad") / "inbox"
    folder.mkdir()
    for path, content in (*bad_documents().items(), *good_documents()):
        (folder / path).write_bytes(content)
    return sweep(folder, folder.parent / "warehouse", max_file_bytes=4 * 2**20)


def test_all_good_documents_are_loaded_each_as_a_statement_of_its_own(swept: Done) -> None:
    good = rows_of(
        swept.published,
        "select count(distinct document_id), count(distinct statement_id) from core.documents"
        " join raw.files using (document_id) where path like 'good-%' and state = 'present'",
    )
    assert good == [(N_GOOD, N_GOOD)]
    assert swept.loaded is not None
    assert dict(swept.loaded.counts) == {
        "n_files_seen": N_GOOD + len(BAD),
        "n_unchanged": 0,
        "n_loaded": N_GOOD + len(BAD) - len(REJECTIONS),
        "n_duplicate_files": 0,
        "n_rejected": len(REJECTIONS),
        "n_missing": 0,
    }


def test_each_bad_file_is_refused_for_its_own_reason(swept: Done) -> None:
    rejections = rows_of(swept.published, "select path, step, reason, detail from ops.rejections order by path")
    assert {path: why for path, *why in rejections} == {path: list(why) for path, why in REJECTIONS.items()}


def test_each_bad_document_breaks_its_own_rule_and_good_ones_none(swept: Done) -> None:
    failed = rows_of(
        swept.published,
        "select suite, rule_id, severity, row_key, detail from ops.failed_rows order by rule_id, row_key",
    )
    arrived = swept.run.started_at.date().isoformat()
    told = [(*row[:4], row[4].replace("{arrived}", arrived)) for row in FAILED_ROWS]
    assert failed == sorted(told, key=lambda row: (row[1], row[3]))


def test_no_bad_file_leaves_rows_behind(swept: Done) -> None:
    refused = [BAD[path] for path in REJECTIONS]
    for table in ("core.documents", "raw.texts", "core.sentences", "core.versions", "core.mentions"):
        assert rows_of(swept.published, f"from {table} where document_id in (select unnest(?))", refused) == []


N_BESIDE = 5  # good documents in the runs in which a step of ours is at fault


@pytest.fixture
def few(source: Path) -> tuple[Path, str]:
    """A source with a few good documents, and the id of the one that a fault of ours will hit."""
    documents = [content for _, content in good_documents()][: N_BESIDE + 1]
    for number, content in enumerate(documents):
        (source / f"{number}.txt").write_bytes(content)
    return source, sha256(documents[0]).hexdigest()


def refused_alone(done: Done, document_id: str) -> tuple[str, str, str]:
    """Step, reason and detail of the one rejection of a run; all the others are loaded and statements still."""
    loaded = rows_of(
        done.published,
        "select count(*), count(distinct statement_id), count(*) filter (where document_id = ?) from core.documents",
        document_id,
    )
    assert loaded == [(N_BESIDE, N_BESIDE, 0)]
    (rejection,) = rows_of(done.published, "select path, document_id, step, reason, detail from ops.rejections")
    assert rejection[:2] == ("0.txt", document_id)
    return rejection[2], rejection[3], rejection[4]


def broken_rules(done: Done) -> list[tuple[Any, ...]]:
    return rows_of(
        done.published,
        "select suite, rule_id, severity, row_key, document_id from ops.failed_rows order by suite, rule_id, row_key",
    )


def test_a_document_whose_sentences_we_cut_wrongly_is_refused_alone(
    few: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, hit = few

    def faulty(document_id: str, *given: Any) -> Structured:
        found = structure_document(document_id, *given)
        if document_id == hit:
            found.sentences[2]["end_char"] += 10_000
        return found

    monkeypatch.setattr("tasks.core.structure.stage.structure_document", faulty)
    done = sweep(source, tmp_path / "warehouse")
    body_chars = len((source / "0.txt").read_text(encoding="utf-8").strip())
    step, reason, detail = refused_alone(done, hit)
    assert (step, reason) == ("validate", "failed_rules")
    assert detail.startswith("sentences_within_body: span ")
    assert f" of {body_chars}; " in detail
    assert broken_rules(done) == [
        ("documents", "sentences_in_order", "critical", f"{hit}/4", hit),
        ("documents", "sentences_within_body", "critical", f"{hit}/3", hit),
        ("documents", "sentences_within_paragraphs", "critical", f"{hit}/3", hit),
    ]


def test_a_document_whose_mentions_we_place_wrongly_is_refused_alone(
    few: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, hit = few

    def faulty(*given: Any) -> Annotated:
        found = annotate_documents(*given)
        found.mentions[:] = [
            {**row, "surface": "Atlantis"} if (row["document_id"], row["mention_no"]) == (hit, 2) else row
            for row in found.mentions
        ]
        return found

    monkeypatch.setattr("tasks.core.annotate.stage.annotate_documents", faulty)
    done = sweep(source, tmp_path / "warehouse")
    step, reason, detail = refused_alone(done, hit)
    assert (step, reason) == ("validate", "failed_rules")
    assert detail.startswith("mentions_slice_back: surface Atlantis but there stands ")
    assert broken_rules(done) == [("annotations", "mentions_slice_back", "critical", f"{hit}/2", hit)]
