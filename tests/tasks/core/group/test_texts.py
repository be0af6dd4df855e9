"""What grouping sees of a document: the words of the sentences that matter, as ids."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tasks.core.group.copies import find_copies, signature
from tasks.core.group.texts import make_texts
from tasks.core.words import WORD, fold_word, word_id
from tests.tasks.core.group.made import document_id, make_document, make_input

PARAGRAPHS = ["The Ministers met in Riga. They agreed on 3 points.", "Share this page", "They thanked their host."]


def texts_of(*made):
    given_now = make_input(made)
    return make_texts(given_now.documents, given_now.paragraphs, given_now.sentences)


def ids_of(words):
    return [int.from_bytes(word_id(word), "little") for word in words]


def test_a_statement_is_its_own_sentences_and_an_article_all_running_text():
    statement = make_document("statement", PARAGRAPHS, stated=[True, False, False])
    article = make_document("article", PARAGRAPHS, stated=[True, False, False], kind="article")
    article[1][1]["role"] = "furniture"
    texts = texts_of(statement, article)
    assert {name: " ".join(text.words) for name, text in texts.items()} == {
        document_id("statement"): "the ministers met in riga they agreed on 3 points",
        document_id("article"): "the ministers met in riga they agreed on 3 points they thanked their host",
    }
    assert [texts[document_id(name)].is_quoting for name in ("statement", "article")] == [False, True]


def test_listings_and_texts_without_words_have_none():
    listing = make_document("listing", PARAGRAPHS, kind="listing")
    assert texts_of(listing, make_document("signs", ["— * —"])) == {}


def test_words_ids_and_places_go_together():
    (text,) = texts_of(make_document("statement", PARAGRAPHS, stated=[True, False, True])).values()
    assert text.counts == (5, 5, 4)
    assert text.printed[:3] == ["The", "Ministers", "met"]
    assert text.words[:3] == ["the", "ministers", "met"]
    assert text.word_ids.tolist() == ids_of(text.words)
    assert [word for word, is_number in zip(text.words, text.is_number, strict=True) if is_number] == ["3"]
    body = text.document["body"]
    assert [body[start:end] for start, end in text.spans] == text.printed
    assert text.sentence_of.tolist() == [0] * 5 + [1] * 5 + [2] * 4
    assert text.part([2]).words == ["they", "thanked", "their", "host"]
    assert text.part([0, 1, 2]) is text
    assert replace(text, spelled={}).words == text.words, "those that are forgotten are read again"


@limits(max_examples=60, deadline=None)
@given(
    body=st.text(st.sampled_from("aB1é’-`\u00ad_日.,“” \n\u00a0\u2028"), min_size=1, max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=4),
)
def test_ids_are_those_of_the_words_of_each_sentence_wherever_it_is_cut(body, cuts):
    document, paragraphs, (sentence, *_) = make_document("made", [body])
    bounds = sorted({0, len(body), *(cut for cut in cuts if cut < len(body))})
    spans = list(pairwise(bounds))
    sentences = [
        {**sentence, "sentence_no": number, "start_char": start, "end_char": end}
        for number, (start, end) in enumerate(spans)
    ]
    due = [[fold_word(word) for word in WORD.findall(body, start, end)] for start, end in spans]
    texts = make_texts([document], paragraphs, sentences)
    if not any(due):
        assert texts == {}
        return
    (text,) = texts.values()
    assert text.counts == tuple(map(len, due))
    assert text.word_ids.tolist() == ids_of(word for words in due for word in words)
    assert text.words == [word for words in due for word in words]
    assert text.distinct_runs.tolist() == np.unique(text.runs).tolist()


def test_copies_have_the_same_words_and_state_the_same():
    texts = texts_of(
        make_document("plain", PARAGRAPHS),
        make_document("loud", [each.upper() for each in PARAGRAPHS]),
        make_document("dated", PARAGRAPHS, date_edtf="2024-05-04"),
        make_document("article", PARAGRAPHS, kind="article"),
        make_document("revised", [*PARAGRAPHS, "Again."]),
    )
    loud, plain = sorted((document_id("plain"), document_id("loud")))
    alone = [[document_id(name)] for name in ("dated", "article", "revised")]
    assert sorted(find_copies(texts).values()) == sorted([[loud, plain], *alone])
    assert sorted(find_copies(texts, alone=[plain]).values()) == sorted([[loud], [plain], *alone])
    assert signature(texts[loud]) == signature(texts[plain]) != signature(texts[plain], [plain])
