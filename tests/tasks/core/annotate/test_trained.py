"""A trained model beside the rules: its names are taken where no rule found anything, with lower confidence."""

import random
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.training import Example
from thinc.api import fix_random_seed

from tasks.core.annotate import Anchor
from tasks.core.annotate.document import annotate
from tasks.core.annotate.trained import ModelError, model_version

TAUGHT = (
    ("The delegation met Quillorbek in the morning.", "Quillorbek", "PERSON"),
    ("We heard that Quillorbek spoke at length.", "Quillorbek", "PERSON"),
    ("The staff of Varnaxis wrote the report.", "Varnaxis", "ORG"),
    ("A study by Varnaxis was read.", "Varnaxis", "ORG"),
    ("Rivers in Zelmurov are high.", "Zelmurov", "GPE"),
    ("The town of Zelmurov was flooded.", "Zelmurov", "GPE"),
)
SENTENCE = (
    "We thank Ukraine, and we heard that Quillorbek met the staff of Varnaxis in Zelmurov with the United Nations."
)


def trained() -> Any:
    """A small pipeline that learned six sentences by heart."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": [(text.index(name), text.index(name) + len(name), label)]})
        for text, name, label in TAUGHT
    ]
    optimizer = nlp.initialize(lambda: examples)
    shuffled = random.Random(0)
    for _ in range(40):
        shuffled.shuffle(examples)
        nlp.update(examples, sgd=optimizer)
    return nlp


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("models") / "small"
    trained().to_disk(folder)
    return str(folder)


def mentions(model: str) -> list[tuple[str, str, str]]:
    spans = ((0, len(SENTENCE)),)
    found = annotate(SENTENCE, spans, spans, Anchor(None, None), model)
    return [(SENTENCE[one.start : one.end], one.label, one.rule) for one in found]


def test_the_model_adds_what_no_rule_finds_and_changes_nothing_else(model: str) -> None:
    by_rules = mentions("")
    assert ("Ukraine", "COUNTRY", "known_name") in by_rules
    with_model = mentions(model)
    assert [one for one in with_model if one[2] != "model"] == by_rules
    added = [one for one in with_model if one[2] == "model"]
    assert added == [("Quillorbek", "PERSON", "model"), ("Varnaxis", "ORG", "model")]  # places are left to the rules


def test_model_mentions_say_that_they_are_less_sure(model: str) -> None:
    spans = ((0, len(SENTENCE)),)
    found = annotate(SENTENCE, spans, spans, Anchor(None, None), model)
    by_model = [one.confidence for one in found if one.rule == "model"]
    assert by_model
    assert max(by_model) < min(one.confidence for one in found if one.rule != "model")


def test_the_version_tells_two_models_apart(model: str, tmp_path: Path) -> None:
    other = spacy.blank("en")
    ruler: Any = other.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Varnaxis"}])
    other.to_disk(tmp_path / "other")
    assert model_version(model) == model_version(model)
    assert model_version(model) != model_version(str(tmp_path / "other"))


def test_a_model_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"nobody_made_this: no spaCy model .* Install it"):
        model_version("nobody_made_this")


def test_a_model_without_entities_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="finds no entities"):
        model_version(str(tmp_path / "blank"))
