"""Reports of runs of several kinds, to be looked at in a browser."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.made_documents import made_documents
from tasks.core.query import read_rows
from tasks.core.report.write import write_report
from tasks.core.run import utc_now, write_journal
from tests.pipeline import RAW, Done, sweep

FAILED = "20990101T000000Z-000000"
N_DOCUMENTS = 500
LONG_LINE_CHARS = 10_000_000  # over the limit: the page tells why it was refused
ACCEPTED_CHARS = 300_000
HOSTILE = (
    '<script>alert(1)</script> <a href="javascript:alert(2)">here</a> <img src=http://example.org/x onerror=alert(3)>'
    " \x1b[31m \u202eturned\u202c </style></title></svg> "
)
STATEMENT = """Joint Statement by the Ministers of {words}

Vienna, 3 May 2021

1. We met to speak of {words}.

3. We strongly condemn {words} and {long}
"""


def made_pages(folder: Path) -> dict[str, Path]:
    """A page of each kind, by name."""
    kinds: dict[str, Callable[[Path], Path]] = {
        "five": five,
        "moving": moving,
        "hostile": hostile,
        "failed": failed,
        "many": many,
    }
    pages = {}
    for name, made in kinds.items():
        begun = time.perf_counter()
        pages[name] = made(folder / name)
        print(f"{name}: made in {time.perf_counter() - begun:.0f} s", flush=True)
    return pages


def reported(done: Done) -> Path:
    return write_report(done.run.places, done.run.run_id)


def filled(folder: Path, names: str = "*.txt") -> Path:
    """A source with some of the five statements."""
    source = folder / "inbox"
    source.mkdir(parents=True)
    for path in RAW.glob(names):
        shutil.copy(path, source)
    return source


def five(folder: Path) -> Path:
    """The first run over the five statements."""
    return reported(sweep(RAW, folder / "warehouse"))


def moving(folder: Path) -> Path:
    """A source in which files come, change and go, run by run."""
    source = filled(folder, "b9-*.txt")
    reported(sweep(source, folder / "warehouse"))
    for change in changes(source):
        change()
        done = sweep(source, folder / "warehouse")
        page = reported(done)
    return page


def changes(source: Path) -> Iterator[Callable[[], Any]]:
    """What happens to the source between runs."""
    clipped, whole = "nato-leaders-statement-truncated.txt", "nato-leaders-statement-full.txt"
    yield lambda: shutil.copy(RAW / clipped, source)
    yield lambda: (source / "empty.txt").write_text("", encoding="utf-8")
    yield lambda: shutil.copy(RAW / whole, source)
    last = sorted(source.glob("b9-*.txt"))

    def change() -> None:
        text = last[0].read_text(encoding="utf-8")
        last[0].write_text(text.replace("Ukraine", "Moldova"), encoding="utf-8")
        last[1].unlink()
        (source / "empty.txt").write_text("We met in Riga.", encoding="utf-8")
        (source / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))

    yield change


def hostile(folder: Path) -> Path:
    """Texts that would like to be markup; one with ten million characters on one line, and its beginning alone."""
    source = filled(folder)
    (source / "a <b>file<i>.txt").write_text(STATEMENT.format(words=HOSTILE, long=HOSTILE), encoding="utf-8")
    line = (HOSTILE + "the war in Ukraine and ") * (LONG_LINE_CHARS // len(HOSTILE))
    (source / "long.txt").write_text(STATEMENT.format(words=HOSTILE, long=line), encoding="utf-8")
    (source / "cut.txt").write_text(STATEMENT.format(words=HOSTILE, long=line[:ACCEPTED_CHARS]), encoding="utf-8")
    return reported(sweep(source, folder / "warehouse", max_file_bytes=50 * 2**20))


def failed(folder: Path) -> Path:
    """A run that a critical rule stopped, after one that published."""
    done = sweep(RAW, folder / "warehouse")
    with duckdb.connect(str(done.published), read_only=True) as connection:
        mentions = read_rows(connection, "from core.mentions where label = 'COUNTRY' order by all limit 40")
    shared = {"suite": "warehouse", "rule_id": "mentions_slice_back", "severity": "critical"}
    shared |= {"table_name": "core.mentions"}
    rows = [
        {
            **shared,
            "row_key": f"{row['document_id']}/{row['mention_no']}",
            "document_id": row["document_id"],
            "detail": f"surface Ruritania but there stands {row['surface']}",
        }
        for row in mentions
    ]
    reason = (
        "Validation (warehouse) stops the run: rule mentions_slice_back is broken by 40 row(s) of core.mentions. "
        "What was published before stays as it is. The rules are defined in schemas/rules*.py; mend the step that "
        "wrote these rows, or the rule, and run again."
    )
    told = {"outcome": "failed", "n_checked": 481, "n_failed": 40, "column_name": "surface"}
    told["reason"] = "A mention must be found in the text where the row says that it is."
    entry = {
        "state": "failed",
        "reason": reason,
        "started_at": utc_now(),
        "ended_at": utc_now() + timedelta(seconds=12),
        "source": "raw",
        "code_version": "0.1.0+00000000",
        "step": "annotate",
        "validations": [shared | told],
        "failed_rows": rows,
    }
    write_journal(done.run.places, FAILED, entry)
    return write_report(done.run.places, FAILED)


def many(folder: Path) -> Path:
    """Five hundred documents, some of them copies."""
    source = folder / "inbox"
    source.mkdir(parents=True)
    for number, text in enumerate(made_documents(N_DOCUMENTS)):
        (source / f"statement-{number:03}.txt").write_text(text, encoding="utf-8")
    return reported(sweep(source, folder / "warehouse"))
