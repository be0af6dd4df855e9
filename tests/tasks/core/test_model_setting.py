"""A spaCy model that a person names: its mentions come and go with the setting, and nothing else is done again."""

from pathlib import Path
from typing import Any

import pytest
import spacy

from flows.options import OptionError, read_model
from tests.pipeline import rows_of, sweep

TEXT = """Joint statement of the ministers of Norway and Iceland

Oslo, 3 May 2023

We, the ministers of Norway and Iceland, met quillorbek today in Oslo. We agreed to protect our common waters.
"""
BY_MODEL = "select surface, label from core.mentions where rule = 'model'"
OTHERS = "select surface, label, rule from core.mentions where rule != 'model' order by mention_no"


def saved_model(folder: Path) -> str:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "quillorbek"}])
    nlp.to_disk(folder)
    return str(folder)


def test_mentions_of_a_model_come_and_go_with_the_setting(tmp_path: Path) -> None:
    source, warehouse, model = tmp_path / "source", tmp_path / "warehouse", saved_model(tmp_path / "model")
    source.mkdir()
    (source / "a.txt").write_text(TEXT, encoding="utf-8")
    without = sweep(source, warehouse)
    assert rows_of(without.published, BY_MODEL) == []
    helped = sweep(source, warehouse, model=model, model_version=read_model(model))
    assert helped.news.reasons == ("code, knowledge or reviewed pairs changed",)
    assert rows_of(helped.published, BY_MODEL) == [("quillorbek", "PERSON")]
    assert rows_of(helped.published, OTHERS) == rows_of(without.published, OTHERS)
    again = sweep(source, warehouse, model=model, model_version=read_model(model))
    assert again.loaded is None
    assert rows_of(sweep(source, warehouse).published, BY_MODEL) == []


def test_a_model_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(OptionError, match="Install it"):
        read_model("nobody_made_this")
