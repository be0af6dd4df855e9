"""Pages in many designs: all of the statement is kept, nothing of the page around it."""

import re
from collections.abc import Callable

import pytest

from tasks.core.formats.html import read
from tasks.core.reading import ReadText
from tests.tasks.core.formats.html import made

NO_TEXT = {"frame", "page_number", "residue", "note_reference"}
NUMBER = re.compile(r"\d+\.")


def text_of(read_text: ReadText) -> str:
    """The text of a page without what is marked as no part of it, white space folded."""
    kept = list(read_text.text)
    for mark in read_text.marks:
        if mark.kind in NO_TEXT:
            kept[mark.start : mark.end] = " " * (mark.end - mark.start)
    return " ".join("".join(kept).split())


def marked(read_text: ReadText, kind: str) -> list[str]:
    return [read_text.text[mark.start : mark.end] for mark in read_text.marks if mark.kind == kind]


@pytest.mark.parametrize("design", made.DESIGNS, ids=lambda design: design.__name__)
def test_the_statement_is_kept_and_the_page_around_it_is_not(design: Callable[[], str]) -> None:
    found = read(design().encode())
    words = [word for word in text_of(found).split() if design is not made.lists_of_items or not NUMBER.fullmatch(word)]
    assert words == made.words_of_text()
    assert marked(found, "title") == [made.TITLE]


@pytest.mark.parametrize("design", made.DESIGNS, ids=lambda design: design.__name__)
def test_nothing_of_the_page_disappears(design: Callable[[], str]) -> None:
    found = read(design().encode()).text
    for paragraph in (made.TITLE, made.PLACE_LINE, *made.PARAGRAPHS, made.SIGNATURE):
        assert paragraph in found
    if design not in {made.printout, made.long_cookie_notice, made.comments, made.column_before}:
        assert made.MENU[0] in found


def test_numbers_of_lists_are_those_that_the_browser_prints() -> None:
    found = read(made.lists_of_items().encode())
    numbered = [words for words in marked(found, "block") if NUMBER.match(words)]
    assert numbered == [
        f"1. {made.PARAGRAPHS[0]}",
        f"2. {made.PARAGRAPHS[1]}",
        f"3. {made.PARAGRAPHS[2]}",
        f"4. {made.PARAGRAPHS[5]}",
    ]
    assert marked(found, "item") == list(made.PARAGRAPHS[3:5])


def test_a_list_of_links_stays_a_list() -> None:
    titles = [f"Statement of the ministry on the events of {day} March" for day in range(10, 20)]
    rows = "".join(f'<div class="row"><a href="/s{n}"><h2>{title}</h2></a></div>' for n, title in enumerate(titles))
    found = read(
        made.document(
            f"<nav>{made.links()}</nav><main><h1>Statements</h1>{rows}</main><footer>{made.COPYRIGHT}</footer>"
        ).encode()
    )
    assert marked(found, "item") == titles
    assert marked(found, "heading") == ["Statements"]
    assert marked(found, "title") == marked(found, "block") == []


def test_a_list_of_teasers_stays_a_list() -> None:
    rows = made.teasers("article") * 3
    found = read(made.document(f"<nav>{made.links()}</nav><main><h1>Press room</h1>{rows}</main>").encode())
    assert marked(found, "item") == [title for title, _, _ in made.TEASERS] * 3
    assert marked(found, "title") == []


def test_a_statement_of_one_sentence_is_no_list() -> None:
    said = "The council condemns the attack on the pilot vessel."
    rows = "".join(f"<li><a href=/n{n}>{title}</a></li>" for n, (title, _, _) in enumerate(made.TEASERS * 2))
    found = read(
        made.document(f"<div><h1>{made.TITLE}</h1><p>{said}</p></div><div><h3>News</h3><ul>{rows}</ul></div>").encode()
    )
    assert text_of(found) == f"{made.TITLE} {said}"


def test_both_languages_of_a_page_in_two_columns_are_kept() -> None:
    other = [
        "Nous, ministres des affaires étrangères du Groupe, nous sommes réunis pour examiner notre "
        "coopération dans la région.",
        "Nous réaffirmons notre soutien à la souveraineté de nos voisins et saluons les progrès accomplis par eux.",
    ]
    rows = "".join(
        f"<tr><td><p>{a}</p></td><td><p>{b}</p></td></tr>" for a, b in zip(made.PARAGRAPHS, other, strict=False)
    )
    found = read(made.document(f"<ul>{made.links()}</ul><h1>{made.TITLE}</h1><table>{rows}</table>").encode())
    assert text_of(found) == " ".join([made.TITLE, made.PARAGRAPHS[0], other[0], made.PARAGRAPHS[1], other[1]])


def test_two_halves_in_boxes_of_their_own_are_both_kept() -> None:
    half = made.paragraphs(texts=made.PARAGRAPHS[:2])
    menu = f'<div class="x1"><ul>{made.links()}</ul></div>'
    body = f'{menu}<div class="x2"><h1>{made.TITLE}</h1><div class="x3">{half}</div></div>'
    rest = "".join(
        f"<p>Clause {n} obliges every member to report to the council before the end of the year.</p>" for n in range(9)
    )
    found = read(made.document(f'{body}<div class="x4"><div class="x3">{rest}</div></div>').encode())
    assert (
        text_of(found).split()[:-1]
        == " ".join([made.TITLE, half, rest]).replace("<p>", "").replace("</p>", " ").split()[:-1]
    )


def test_cyrillic_and_arabic_pages() -> None:
    russian = "Министры иностранных дел государств группы приняли совместное заявление о безопасности в регионе."
    arabic = (
        "أكد وزراء الخارجية دعمهم لسيادة الدول المجاورة ورحبوا بالتقدم الذي أحرزته في إصلاح القضاء منذ الاجتماع الأخير."
    )
    for encoding in ("windows-1251", "koi8-r"):
        head = f'<html><head><meta charset="{encoding}"></head>'
        page = f"{head}<body><ul>{made.links()}</ul><div><p>{russian}</p><p>{russian}</p></div>"
        found = read(page.encode(encoding))
        assert text_of(found) == f"{russian} {russian}"
        assert found.notes == ()
    found = read(
        f'<html dir="rtl" lang="ar"><body><nav>{made.links()}</nav><div><h1>بيان</h1><p>{arabic}</p></div>'.encode()
    )
    assert text_of(found) == f"بيان {arabic}"
