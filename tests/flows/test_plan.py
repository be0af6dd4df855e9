"""What `rebuild --plan` prints can be read in one look, and holds nothing that could drive a terminal."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from flows.plan import as_csv, as_json, duration, print_plan
from tasks.core.plan.model import DocumentPlan, Plan, StepPlan
from tasks.core.run import Places

PLACES = Places(Path("/data/warehouse"))
AFTER = ("validate", "group", "annotate")


def document(number: int, reason: str = "structure: tasks/core/structure/titles.py changed") -> DocumentPlan:
    name = f"{number:064x}"
    return DocumentPlan(name, "raw", f"{number:03}.txt", "structure", ("structure",), AFTER, (), (reason,))


def made(*documents: DocumentPlan, n_refused_stale: int = 0) -> Plan:
    n = len(documents)
    counts = {reason: sum(reason in one.reasons for one in documents) for one in documents for reason in one.reasons}
    steps = (
        StepPlan("extract", 0, 0, 0, 0.0, 0.0),
        StepPlan("structure", n, 0, 0, 0.02 * n, 0.01 * n),
        StepPlan("validate", 0, n, 0, None, None),
        StepPlan("group", 0, n, 1, 200.0 * n, 12.3 * n),
        StepPlan("annotate", 0, n, 0, 5.0 * n, 4.0 * n),
    )
    return Plan(steps, counts, documents, 40, n_refused_stale)


def printed(plan: Plan) -> list[str]:
    out = io.StringIO()
    print_plan(Console(width=160, file=out, force_terminal=False, highlight=False), plan, PLACES)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_nothing_stale_is_said_in_one_sentence() -> None:
    made_by = "the code, knowledge, libraries and settings of now"
    assert printed(Plan((), {}, (), 1)) == [
        f"Nothing is stale: the 1 document in /data/warehouse is made by {made_by}."
    ]
    (said, empty, refused) = printed(Plan((), {}, (), 2, n_refused_stale=1))
    assert (said.startswith("Nothing is stale: the 2 documents in /data/warehouse are made"), empty) == (True, "")
    assert refused == (
        "1 refused document would be read by other code or limits now: `communique rebuild --rejected`,"
        " or the next ingest."
    )


def test_a_selection_that_fits_nothing_is_not_taken_for_nothing_stale() -> None:
    assert printed(replace(Plan((), {}, (), 1), asked_for="rejected")) == [
        "Nothing of what was asked for (rejected) is there to be done again in /data/warehouse."
    ]


def test_files_that_were_never_read_are_counted() -> None:
    lines = printed(replace(made(), n_unread=2, asked_for="rejected"))
    assert lines[0] == "A rebuild would do 0 of 40 documents again."
    assert "It would try to read 2 files that could not be read so far." in lines


def test_steps_come_first_then_reasons_then_documents() -> None:
    lines = printed(made(document(1), document(2, "structure: corrected")))
    assert lines[0] == "A rebuild would do 2 of 40 documents again."
    cells = [[cell.strip() for cell in line.replace("┃", "│").split("│")] for line in lines]
    assert [row for row in cells if row[0] in ("step", "structure", "validate", "group", "annotate")] == [
        ["step", "stale", "follow", "may follow", "time", "processor"],
        ["structure", "2", "", "", "under 1 s", "under 1 s"],
        ["validate", "", "2", "", "not known", "not known"],
        ["group", "", "2", "1", "7 min", "25 s"],
        ["annotate", "", "2", "", "10 s", "8 s"],
    ]
    assert [row for row in cells if row[0].startswith("structure:")] == [
        ["structure: tasks/core/structure/titles.py changed", "1"],
        ["structure: corrected", "1"],
    ]
    assert [row for row in cells if row[0].endswith(".txt")] == [
        [
            "001.txt",
            "000000000000",
            "structure",
            "validate, group, annotate",
            "structure: tasks/core/structure/titles.py changed",
        ],
        ["002.txt", "000000000000", "structure", "validate, group, annotate", "structure: corrected"],
    ]
    assert "In all 7 min, by what the last runs took, and validate, of which no run tells yet." in lines
    order = [lines.index(heading) for heading in ("Why", "Documents")]
    assert order == sorted(order)
    assert lines[-1] == "Nothing was changed. `communique rebuild` with the same options does it."


def test_of_many_documents_the_first_are_shown_and_the_others_counted() -> None:
    lines = printed(made(*(document(number) for number in range(25))))
    assert [line[:7] for line in lines if ".txt" in line] == [f"{number:03}.txt" for number in range(20)]
    assert "... and 5 more: `communique rebuild --plan --format csv`" in lines


def test_what_cannot_be_done_says_so_first() -> None:
    gone = replace(document(1), obstacle="cannot be done: no bytes")
    (line,) = [line for line in printed(made(gone)) if "001.txt" in line]
    assert "cannot be done: no bytes; structure: tasks/core/structure/titles.py changed" in line


def test_control_characters_of_a_path_stay_off_the_terminal() -> None:
    shown = "".join(printed(made(replace(document(1), path="\x1b[2J[red]a\u202e.txt"))))
    assert "[red]a" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_json_and_csv_have_every_document_whole() -> None:
    plan = made(*(document(number) for number in range(25)), n_refused_stale=3)
    read = json.loads(as_json(plan))
    assert (read["n_documents"], read["n_refused_stale"], len(read["documents"])) == (40, 3, 25)
    assert read["documents"][7]["follows"] == list(AFTER)
    assert read["steps"][2] == {
        "step": "validate", "n_stale": 0, "n_follow": 25, "n_may_follow": 0, "seconds": None, "cpu_seconds": None
    }  # fmt: skip
    header, first, *rest = csv.reader(io.StringIO(as_csv(plan)))
    assert header == list(DocumentPlan.__slots__)
    assert first == [
        "0" * 64, "raw", "000.txt", "structure", "structure", "validate; group; annotate", "",
        "structure: tasks/core/structure/titles.py changed", "",
    ]  # fmt: skip
    assert len(rest) == 24


def test_times_are_told_as_people_tell_them() -> None:
    assert [duration(given) for given in (None, 0.0, 0.99, 1.2, 89.0, 600.0, 36_000.0)] == [
        "not known", "under 1 s", "under 1 s", "1 s", "89 s", "10 min", "600 min"
    ]  # fmt: skip
