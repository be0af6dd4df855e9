"""Whether a sweep leaves anything to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.releases import SCHEMA_VERSION
from tasks.core.intake.known import Known, read_known
from tasks.core.intake.sweep import read_sweep
from tasks.core.publish.publish import publication_of
from tasks.core.run import Run
from tasks.core.settle.outcomes import IN_SOURCE, Row
from tasks.core.shape import version_of_file


@dataclass(frozen=True, slots=True)
class News:
    """Why a run goes on, as short phrases; none if there is nothing to do. `n_files` counts the files of the sweep."""

    n_files: int
    reasons: tuple[str, ...]

    @property
    def counts(self) -> Mapping[str, Any]:
        """The counts of a run that ends here: every file is as it was."""
        return {"n_files_seen": self.n_files, "n_unchanged": self.n_files}


def file_news(sweep: list[Row], known: Known) -> dict[str, int]:
    """How many files are not as they were, by what happened to them."""
    seen = {row["path"] for row in sweep}
    gone = {
        path for path, rows in known.files.items() if path not in seen and any(row.state in IN_SOURCE for row in rows)
    }
    return {
        "new": sum(row["outcome"] == "new" for row in sweep),
        "changed": sum(row["outcome"] == "changed" for row in sweep),
        "gone": len(gone | (known.open_rejections.keys() - seen)),
    }


def read_news(run: Run, n_documents: int) -> News:
    """What is new since the last run; `n_documents` are to be carried through."""
    known = read_known(run.places.build, run.source_name, run.determinants)
    sweep = read_sweep(run)
    found = file_news(sweep, known)
    reasons = [f"{n} {what}" for what, n in found.items() if n]
    if n_documents and not (found["new"] or found["changed"]):
        reasons.append(f"{n_documents} to be done again")
    if known.is_stale():
        reasons.append("code, knowledge or reviewed pairs changed")
    if known.publication_id is None:
        reasons.append("nothing published yet")
    elif publication_of(run.places.published) != known.publication_id:
        reasons.append("last load not published")
    elif version_of_file(run.places.published) != SCHEMA_VERSION:
        reasons.append("tables of an earlier version are published")
    return News(len(sweep), tuple(reasons))
