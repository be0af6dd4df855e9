"""A program for `test_fingerprint.py`: runs all steps over a source and says which files of data each step opens.

Every step begins with empty caches, so that what an earlier one has read is read again.
"""

import gc
import sys
import tempfile
from functools import _lru_cache_wrapper
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))
CODE = (".py", ".pyc", ".so")
KEPT = ("schemas.rules", "tasks.core.fingerprint", "tasks.core.code")
opened: dict[str, set[str]] = {}
current = [""]


def note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and current[0] and isinstance(arguments[0], str):
        path = Path(arguments[0])
        if path.suffix not in CODE and any(path.is_relative_to(ROOT / layer) for layer in ("tasks", "schemas")):
            opened[current[0]].add(path.relative_to(ROOT).as_posix())


def is_emptied(module: str) -> bool:
    return module.startswith(("tasks.", "schemas.")) and not module.startswith(KEPT)


def begin(step: str) -> None:
    """From now on a step is at work. The rules themselves are counted, not what they were made from."""
    current[0] = ""
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper) and is_emptied(each.__module__ or ""):
            each.cache_clear()
    opened.setdefault(step, set())
    current[0] = step


def main(source: Path) -> None:
    from schemas.rules import rules_of
    from tasks.core.annotate.stage import annotate_batch
    from tasks.core.extract.document import read_document
    from tasks.core.extract.stage import extract_batch
    from tasks.core.fingerprint import code_version
    from tasks.core.group.agree import agree_all
    from tasks.core.group.stage import group_all, stage_due
    from tasks.core.intake.sniff import sniff
    from tasks.core.intake.sweep import intake
    from tasks.core.structure.stage import structure_batch
    from tasks.core.validate.stage import validate_annotated, validate_batch
    from tests.pipeline import new_run

    code_version()
    [rules_of(suite) for suite in ("documents", "annotations")]
    sys.addaudithook(note)
    with tempfile.TemporaryDirectory() as folder:
        run = new_run(source, Path(folder) / "warehouse")
        swept = intake(run)
        begin("extract")
        for content in (file.read_bytes() for file in sorted(source.iterdir()) if file.is_file()):
            read_document(content, sniff(content))  # in a run this happens in processes of readers
        texts = [extract_batch(batch, run) for batch in swept]
        begin("structure")
        structured = [structure_batch(batch, run) for batch in texts]
        begin("validate")
        accepted = [validate_batch(batch, run) for batch in structured]
        begin("group")
        grouped = agree_all(run, accepted, group_all(run, accepted))
        begin("annotate")
        annotated = [annotate_batch(batch, run) for batch in stage_due(run, accepted, grouped)]
        [validate_annotated(batch, run) for batch in annotated]
        current[0] = ""
    for step, paths in opened.items():
        print(step, *sorted(paths))  # noqa: T201  what a program says


if __name__ == "__main__":
    main(Path(sys.argv[1]))
