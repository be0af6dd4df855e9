"""Made statements in many languages that mention other dates, and the manners in which their own date is stated.

None of them was ever issued. Every document is made twice: with its date, and without it in the same surroundings.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.core.reading import Mark, ReadText

BODIES = Path(__file__).parent / "bodies.txt"
PLAIN, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
N_TUNED = 6  # bodies that were looked at while the rules were written; the others were only scored


@dataclass(frozen=True)
class Body:
    """A statement without a date of its own, and its date in the words of its language."""

    name: str
    words: Mapping[str, str]
    paragraphs: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        return self.words[key]


@dataclass(frozen=True)
class Dated:
    """One made document: as its reader gave it, its media type, and the date that it states, or none."""

    name: str
    read: ReadText
    media_type: str
    edtf: str | None


def bodies() -> tuple[Body, ...]:
    return tuple(read_bodies())


def read_bodies() -> Iterator[Body]:
    for part in re.split(r"(?m)^== ", BODIES.read_text(encoding="utf-8"))[1:]:
        head, _, text = part.partition("\n--\n")
        name, *lines = head.split("\n")
        words = {key: value for key, _, value in (line.partition(": ") for line in lines)}
        yield Body(name, words, tuple(text.strip().split("\n\n")))


def plain(*parts: str) -> tuple[ReadText, str]:
    return ReadText("\n\n".join(part for part in parts if part) + "\n", "plain/utf-8"), PLAIN


def markdown(front: str, *parts: str) -> tuple[ReadText, str]:
    text = f"---\n{front}---\n\n" + "\n\n".join(part for part in parts if part) + "\n"
    return ReadText(text, "plain/utf-8"), MARKDOWN


def page(properties: tuple[str, ...], title: str, *parts: str) -> tuple[ReadText, str]:
    """A web page: menus and teasers with dates around the text, and when the page was changed."""
    around = ("Home | News | Contact", "Latest: Minister opens fair, 3 March 2025", "Updated 4 March 2025")
    below = ("Read also: Call of 1 February 2025", "© 2025 Ministry")
    pieces = [(one, "frame") for one in around] + [(title, "title")]
    pieces += [(one, "block") for one in parts if one] + [(one, "frame") for one in below]
    text, marks = "", []
    for words, kind in pieces:
        marks.append(Mark(len(text), len(text) + len(words), kind))
        text += words + "\n\n"
    stated = ("html.title: " + title, "meta.article:modified_time: 2025-03-04T10:00:00+00:00", *properties)
    return ReadText(text, "html/utf-8", properties="\n".join(stated), marks=tuple(marks)), HTML


def opened(body: Body, is_dated: bool) -> tuple[str, ...]:
    """The text, beginning with its opening sentence, dated or not."""
    return (body["opening" if is_dated else "undated_opening"], *body.paragraphs)


def dateline(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return plain(body["title"], f"{body['place']}, {body['long']}" if is_dated else body["place"], *opened(body, False))


def dateline_in_capitals(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    line = f"{body['place'].upper()}, {body['long'].upper()}" if is_dated else body["place"].upper()
    return plain(body["title"].upper(), line, *opened(body, False))


def numeric_line(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return plain(body["numeric"] if is_dated else "", body["title"], *opened(body, False))


def in_brackets(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return plain(body["title"] + (f" ({body['long']})" if is_dated else ""), *opened(body, False))


def end_of_title(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return plain(body["title"] + (f", {body['place']}, {body['long']}" if is_dated else ""), *opened(body, False))


def adoption_formula(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return plain(body["title"], *opened(body, False), body["formula" if is_dated else "undated_formula"])


def below_the_text(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return plain(body["title"], *opened(body, False), f"{body['place']}, {body['long']}" if is_dated else body["place"])


def in_the_opening(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return plain(body["title"], *opened(body, is_dated))


def in_the_first_line(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    first, *others = opened(body, False)
    place = f"{body['place'].upper()}, {body['long']}" if is_dated else body["place"].upper()
    return plain(body["title"], f"{place} – {first}", *others)


def front_matter(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    date = f"date: '{body['iso']}'\n" if is_dated else ""
    front = f"title: {body['title']}\n{date}modified: 2025-03-04\nsource: archive\n"
    return markdown(front, f"# {body['title']}", *opened(body, False))


def published_property(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    stated = (f"meta.article:published_time: {body['iso']}T09:30:00+00:00",) if is_dated else ()
    return page(stated, body["title"], *opened(body, False))


def linked_data(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    stated = (f"jsonld.datepublished: {body['iso']}",) if is_dated else ("jsonld.datemodified: 2025-03-04",)
    return page(stated, body["title"], *opened(body, False))


def line_of_page(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    return page((), body["title"], f"{body['place']}, {body['long']}" if is_dated else "", *opened(body, False))


def own_line_over_two(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    line = f"{body['place']}\n{body['long']}" if is_dated else body["place"]
    return plain(line, body["title"], *opened(body, False))


def document_properties(body: Body, is_dated: bool) -> tuple[ReadText, str]:
    """A word processor's file: when it was made is not when the statement was; its text says that."""
    read, _ = plain(body["title"], *opened(body, False), body["formula" if is_dated else "undated_formula"])
    stated = "docx.title: Document1\ndocx.created: 2025-02-28T08:00:00Z\ndocx.modified: 2025-03-04T08:00:00Z"
    return ReadText(read.text, "docx", properties=stated), PLAIN


Manner = Callable[[Body, bool], tuple[ReadText, str]]
MANNERS: tuple[Manner, ...] = (
    dateline,
    dateline_in_capitals,
    numeric_line,
    in_brackets,
    end_of_title,
    adoption_formula,
    below_the_text,
    in_the_opening,
    in_the_first_line,
    front_matter,
    published_property,
    linked_data,
    line_of_page,
    own_line_over_two,
    document_properties,
)
N_MANNERS_EACH = 5


def documents(of: tuple[Body, ...], is_dated: bool) -> Iterator[Dated]:
    """Each body in five manners, so that sixty documents of twelve bodies have each manner four times."""
    for number, body in enumerate(bodies()):
        if body not in of:
            continue
        for step in range(N_MANNERS_EACH):
            manner = MANNERS[(number * N_MANNERS_EACH + step + number // 3) % len(MANNERS)]
            read, media_type = manner(body, is_dated)
            yield Dated(f"{body.name}/{manner.__name__}", read, media_type, body["iso"] if is_dated else None)
