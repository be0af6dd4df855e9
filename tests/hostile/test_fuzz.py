"""Whatever the bytes, a reader gives a text that is in order, or raises its own error and no other."""

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.core.extract.document import read_document
from tasks.core.extract.messages import packed_text, unpacked_text
from tasks.core.formats import readers
from tasks.core.intake.sniff import sniff
from tasks.core.reading import ReadError
from tests.hostile import made

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = ("application/pdf", DOCX, "text/html", "text/markdown", "text/plain")
MAX_MARKS = 100_000
calm = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read(content: bytes, media_type: str) -> None:
    """Read, and check what comes of it as the run does."""
    try:
        found = read_document(content, media_type)
    except ReadError:
        return
    packed = json.loads(json.dumps(packed_text(found)))
    assert unpacked_text(packed, MAX_MARKS).text == packed["text"]


def test_every_format_is_tried() -> None:
    assert {one.MEDIA_TYPES[0] for one in readers().values()} == set(TYPES)


@pytest.mark.parametrize("media_type", TYPES)
@calm
@given(content=st.binary(max_size=600))
def test_any_bytes(media_type: str, content: bytes) -> None:
    read(content, media_type)


@calm
@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-16", "replace")))
)
def test_any_bytes_by_what_they_look_like(content: bytes) -> None:
    media_type = sniff(content)
    if media_type in readers():
        read(content, media_type)


@pytest.mark.parametrize("media_type", ["application/pdf", DOCX, "text/html"])
@calm
@given(data=st.data())
def test_spoiled_good_files(media_type: str, data: st.DataObject) -> None:
    read(data.draw(made.spoiled(made.GOOD.get(media_type, made.GOOD["docx"]))), media_type)


@pytest.mark.parametrize(
    ("media_type", "strategy"), [("application/pdf", made.pdf_files), (DOCX, made.word_files), ("text/html", made.html)]
)
@calm
@given(data=st.data())
def test_files_made_by_a_grammar(
    media_type: str, strategy: Callable[[], st.SearchStrategy[bytes]], data: st.DataObject
) -> None:
    read(data.draw(strategy()), media_type)


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@calm
@given(text=st.text(st.sampled_from("ab 1.)([]“”\n\r\t\f#*->|`_~\\\u00ad\u2028\ufeffя中"), max_size=300))
def test_texts_of_signs(media_type: str, text: str) -> None:
    read(text.encode(), media_type)
