"""Why a step is stale: what its fingerprint was made of then, as a run kept it, against what it is made of now."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tasks.core.determinants import CORRECTION, LATER_GATE, LIMITS, MODEL, REVIEW, Determinants
from tasks.core.fingerprint import ROOTS, parts, step_fingerprint
from tasks.core.run import Places, write_atomically

SHOWN_PARTS = 3  # of the parts that changed; one library that is brought forward is one, a refactoring may be fifty
HASHED = {CORRECTION: "corrected", REVIEW: "pairs reviewed"}  # what people wrote: told apart, not told
SAID = {CORRECTION: "correction", REVIEW: "reviewed pairs", LIMITS: "limits", MODEL: "model"}
UNKNOWN = "made by code of which nothing is kept"
ANY_DOCUMENT = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a fingerprint was made of: the parts of the step's code, and what stood beside it for a document."""

    parts: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)


def remember_parts(places: Places, determinants: Determinants | None = None) -> None:
    """Keep what each fingerprint of now is made of in `.state/steps`, once for each; runs do so at their end."""
    for step in ROOTS:
        remember(places, step, step_fingerprint(step), {"parts": dict(parts(step))})
        for fingerprint, beside in set_beside(step, determinants or Determinants()).items():
            remember(places, step, fingerprint, {"code": step_fingerprint(step), "beside": beside})


def set_beside(step: str, determinants: Determinants) -> dict[str, dict[str, str]]:
    """What stands beside the code of a step, by the fingerprints that come of it."""
    ids = {"structure": determinants.corrections, "group": determinants.reviewed}.get(step, (ANY_DOCUMENT,))
    found = {}
    for document_id in ids:
        for outcome in ("accepted", "rejected"):
            if beside := determinants.beside(step, document_id, outcome):
                found[determinants.fingerprint(step, document_id, outcome)] = told(beside)
    return found


def told(beside: Mapping[str, str]) -> dict[str, str]:
    """The same without what people wrote, of which a hash is enough."""
    return {
        name: hashlib.sha256(value.encode()).hexdigest()[:16] if name in HASHED else value
        for name, value in beside.items()
    }


def kept_in(places: Places, step: str, fingerprint: str) -> Path:
    return places.state / "steps" / f"{step}-{fingerprint}.json"


def remember(places: Places, step: str, fingerprint: str, content: Mapping[str, Any]) -> None:
    """Keep what a fingerprint is made of, unless it is kept."""
    path = kept_in(places, step, fingerprint)
    if not path.exists():
        write_atomically(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


def recalled(places: Places, step: str, fingerprint: str) -> Made | None:
    """What a fingerprint was made of; nothing if it was not kept, or cannot be read any more."""
    try:
        kept = json.loads(kept_in(places, step, fingerprint).read_bytes())
        if "parts" in kept:
            return Made(kept["parts"])
        code = json.loads(kept_in(places, step, kept["code"]).read_bytes())
        return Made(code["parts"], kept["beside"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def why(
    places: Places,
    step: str,
    old_fingerprint: str,
    determinants: Determinants | None = None,
    document_id: str = ANY_DOCUMENT,
    outcome: str = "accepted",
) -> tuple[str, ...]:
    """In phrases, what is other now than when a step made rows under an old fingerprint.

    Such as `tasks/core/structure/titles.py changed`, `spacy 3.8.17 before, now 3.8.18`, `corrected`. Empty if nothing
    is.
    """
    given = determinants or Determinants()
    if old_fingerprint == given.fingerprint(step, document_id, outcome):
        return ()
    beside = told(given.beside(step, document_id, outcome))
    before = recalled(places, step, old_fingerprint) or made_of(step, old_fingerprint, beside)
    if before is None:
        return (UNKNOWN,)
    found = (*changed_parts(before.parts, parts(step)), *changed_beside(places, before.beside, beside))
    return tuple(found) or (UNKNOWN,)


def made_of(step: str, fingerprint: str, beside: Mapping[str, str]) -> Made | None:
    """Code of now without what stands beside it now: what nothing has to be kept for."""
    return Made(parts(step)) if fingerprint == step_fingerprint(step) and beside else None


def changed_parts(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """The parts that differ; of many the first."""
    names = [name for name in sorted({*before, *now}, key=order) if before.get(name) != now.get(name)]
    for name in names[:SHOWN_PARTS]:
        yield part_phrase(name, before.get(name), now.get(name))
    if len(names) > SHOWN_PARTS:
        yield f"{len(names) - SHOWN_PARTS} more parts changed"


def order(name: str) -> tuple[bool, str]:
    """Files first: what somebody changed here says more than what came with it."""
    return ("/" not in name, name)


def part_phrase(name: str, before: str | None, now: str | None) -> str:
    """One part that differs, in words. Versions are told, hashes are not."""
    if before is None:
        return f"{name} is used now"
    if now is None:
        return f"{name} is not used any more"
    is_hash = "/" in name or " " in name
    return f"{name} changed" if is_hash else f"{name} {before} before, now {now}"


def changed_beside(places: Places, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """What stands beside the code and differs, in words."""
    for name in sorted({*before, *now}):
        was, is_ = before.get(name, ""), now.get(name, "")
        if was == is_:
            continue
        if name == LATER_GATE:
            yield from (f"annotate: {phrase}" for phrase in why_fingerprint(places, was))
        elif name == LIMITS:
            yield "limits of reading changed"
        elif name in HASHED:
            yield HASHED[name] if not was else f"{SAID[name]} changed" if is_ else f"{SAID[name]} taken back"
        else:
            yield f"{SAID[name]}: {was or 'none'} before, now {is_ or 'none'}"


def why_fingerprint(places: Places, annotated_by: str) -> Iterator[str]:
    """What changed of the code of annotation, which decides what its gate refuses."""
    before = recalled(places, "annotate", annotated_by)
    yield from changed_parts(before.parts, parts("annotate")) if before else (UNKNOWN,)
