"""Names that a trained spaCy model finds where no rule found anything; used only if a person names such a model."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schemas.knowledge.entities import Entity, entities
from tasks.core.annotate.known import ids_by_name
from tasks.core.annotate.model import Candidate, Text, new_entity, tidy
from tasks.core.annotate.people import person
from tasks.core.annotate.shapes import without_possessive

RULE = "model"
CONFIDENCE = 0.5  # below every rule: a general model errs more often on this genre, and cannot say why
LABELS: Mapping[str, str] = MappingProxyType({"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "EVENT": "EVENT"})
ARTICLES = ("the ", "The ", "a ", "an ")
VERSION_HEX = 16


class ModelError(ValueError):
    """There is no such model, or it cannot be loaded; the message says what to do."""


def model_version(name: str) -> str:
    """Name, version and a hash of the settings of an installed model, or of one in a folder.

    Raises:
        ModelError: there is none of that name, or it finds no entities.
    """
    loaded = load_model(name)
    meta, config = loaded.meta, loaded.config.to_str()
    folder = Path(getattr(loaded, "_path", None) or name)
    weights = hashlib.sha256(config.encode())
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        weights.update(file.read_bytes())
    return f"{meta['lang']}_{meta['name']} {meta['version']} {weights.hexdigest()[:VERSION_HEX]}"


@cache
def load_model(name: str) -> Any:
    """The model, loaded once per process.

    Raises:
        ModelError: there is none of that name, or it finds no entities.
    """
    import spacy  # half a second to import, needed nowhere else

    try:
        loaded = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(
            f"{name}: no spaCy model of that name can be loaded ({reason}). Install it, or leave it out."
        ) from error
    if not {"ner", "entity_ruler", "span_ruler", "beam_ner"} & set(loaded.pipe_names):
        raise ModelError(f"{name}: this spaCy model finds no entities. Name another one, or leave it out.")
    return loaded


def model_names(text: Text, name: str, mentions: list[Candidate]) -> Iterator[Candidate]:
    """People, bodies and events that the model finds in a sentence and that touch none of the mentions.

    Each sentence is read by itself: no text is too long for the model, and what stands elsewhere changes nothing.
    """
    taken = bytearray(len(text.body))
    for one in mentions:
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    nlp = load_model(name)
    for first, last in text.sentences:
        for span in nlp(text.body[first:last]).ents:
            label = LABELS.get(span.label_)
            start, end = trimmed(text, first + span.start_char, first + span.end_char)
            if label and start < end and taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                yield named(text, label, start, end)


def trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    """The span without an article in front and a possessive behind."""
    article = next((word for word in ARTICLES if text.body.startswith(word, start)), "")
    return start + len(article), without_possessive(text.body, start + len(article), end)


def named(text: Text, label: str, start: int, end: int) -> Candidate:
    """The mention: of the listed entity of that name, else of a new one."""
    if label == "PERSON":
        return person(text, start, end, RULE, CONFIDENCE)
    name = tidy(text.body[start:end])
    entity = listed_name(label, name)
    return Candidate(start, end, entity, RULE, rank=9, confidence=CONFIDENCE)


def listed_name(label: str, name: str) -> Entity:
    listed = entities().get(ids_by_name().get(name, ""))
    return listed if listed and listed.label == label else new_entity(label, name)
