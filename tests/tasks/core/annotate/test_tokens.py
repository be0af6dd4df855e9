"""The lean tokenizer: the same tokens as the stock one, at a fraction of the cost."""

from pathlib import Path

from tasks.core.annotate.tokens import (
    CACHE_SIZE,
    WHITE_SPACE_CASES,
    find_hits,
    lean_tokenizer,
    pipeline,
    spellings,
    tokenized,
)

RAW = Path(__file__).parents[4] / "raw"


def test_tokens_are_those_of_the_stock_tokenizer() -> None:
    import spacy

    stock, lean = spacy.blank("en"), lean_tokenizer()
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(RAW.glob("*.txt"))]
    texts.append("U.S. and don't, Russia-Ukraine; NATO/EU: the EU's \t\n\n  O’Brien's Côte d’Ivoire 40,000 €40 2%.")
    for text in texts:
        assert [token.text for token in lean(text)] == [token.text for token in stock(text)]


def test_the_settings_that_make_it_fast() -> None:
    tokenizer = pipeline().nlp.tokenizer
    assert tokenizer.max_cache_size == CACHE_SIZE
    assert not set(WHITE_SPACE_CASES) & set(tokenizer.rules)


def test_surfaces_are_found_with_either_apostrophe_and_in_capitals() -> None:
    assert spellings("Côte d'Ivoire", keeps_case=False) == (
        "Côte d'Ivoire",
        "CÔTE D'IVOIRE",
        "Côte d’Ivoire",
        "CÔTE D’IVOIRE",
    )
    assert spellings("US", keeps_case=True) == ("US",)
    texts = ("Côte d’Ivoire", "CÔTE D'IVOIRE", "BLACK SEA", "the Slovak Republic's")
    assert [find_hits(tokenized(text))[0].text for text in texts] == [
        "Côte d’Ivoire",
        "CÔTE D'IVOIRE",
        "BLACK SEA",
        "Slovak Republic",
    ]
