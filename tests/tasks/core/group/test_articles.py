"""Articles join the families of all that they quote, and never two statements to each other."""

import hashlib
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest

from tasks.core.group import GroupingInput, group_documents
from tests.structured import structured
from tests.tasks.core.group.made import document_id, made_paragraphs, make_document, make_input

RAW = Path(__file__).parents[4] / "raw"
STATEMENTS = {
    "leaders": "b9-leaders-joint-statement.txt",
    "ministers": "b9-defence-ministers-joint-statement.txt",
    "foreign ministers": "nato-foreign-ministers-statement-in-news-article.txt",
    "nato": "nato-leaders-statement-full.txt",
    "truncated": "nato-leaders-statement-truncated.txt",
}
REPORTING = (
    "Diplomats described the talks as long and difficult, with several rounds of drafting that ran past midnight.",
    "Opposition parties at home called the text too cautious, while analysts had expected far less.",
    "Reporters were told that no further details would be given before the end of the week.",
)
PAIRS = tuple(combinations(("leaders", "ministers", "foreign ministers", "nato"), 2))
TEN = tuple((*(PAIRS[n % len(PAIRS)][:: 1 if n % 2 else -1]), (0.22, 0.35, 0.5, 0.6)[n % 4]) for n in range(10))


def five_structured():
    """The five statements of `raw/`, and the ids of their documents."""
    made, ids = [], {}
    for name, file in STATEMENTS.items():
        data = (RAW / file).read_bytes()
        ids[name] = hashlib.sha256(data).hexdigest()
        made.append(structured(data.decode(), document_id=ids[name]))
    return made, ids


FIVE, IDS = five_structured()


def sentences_of(name):
    made = next(each for each in FIVE if each.document["document_id"] == IDS[name])
    body = made.document["body"]
    return [body[row["start_char"] : row["end_char"]] for row in made.sentences if row["in_statement"]]


def quoted_part(name, share, offset):
    """Sentences in a row that hold about that share of the statement's words."""
    sentences = [each.strip("“”") for each in sentences_of(name)]
    n_words = sum(len(each.split()) for each in sentences)
    start = offset % max(int(len(sentences) * (1 - share)), 1)
    part, held = [], 0
    for sentence in sentences[start:]:
        if held >= share * n_words:
            break
        part.append(sentence)
        held += len(sentence.split())
    return part


def made_article(number):
    """An article on two statements, the first in quotation marks, the second set off in two blocks; and the parts."""
    one, other, share = TEN[number]
    first, second = quoted_part(one, share, number), quoted_part(other, share, 2 * number)
    half = len(second) // 2
    paragraphs = [
        REPORTING[number % 3],
        "“" + " ".join(first) + "”, the text says.",
        REPORTING[(number + 1) % 3],
        " ".join(second[:half]) or REPORTING[2],
        REPORTING[(number + 2) % 3],
        " ".join(second[half:]),
        "The next meeting is planned for the spring.",
    ]
    stated = [False, True, False, bool(half), False, True, False]
    parts = {one: (first[0], first[-1]), other: (second[0], second[-1])}
    return make_document(f"article {number}", paragraphs, stated, kind="article"), parts


def group_with(articles):
    made = make_input(articles)
    seen = datetime(2024, 1, 1)
    return group_documents(
        GroupingInput(
            documents=[*(each.document for each in FIVE), *made.documents],
            paragraphs=[*(row for each in FIVE for row in each.paragraphs), *made.paragraphs],
            sentences=[*(row for each in FIVE for row in each.sentences), *made.sentences],
            first_seen={**dict.fromkeys(IDS.values(), seen), **made.first_seen},
            candidates=[row for each in FIVE for row in each.candidates if row["is_chosen"]],
            previous=(),
        )
    )


def test_five_files_are_four_statements():
    grouped = group_with([])
    found = {(row["document_id"], row["relation"], row["is_main"]) for row in grouped.versions}
    assert found == {
        (IDS["leaders"], "full", True),
        (IDS["ministers"], "full", True),
        (IDS["foreign ministers"], "excerpt-in-article", True),
        (IDS["nato"], "full", True),
        (IDS["truncated"], "truncated", False),
    }
    assert len(grouped.statements) == 4
    linked = [row for row in grouped.version_pairs if row["decision"] == "linked"]
    assert [{row["document_id"], row["other_document_id"]} for row in linked] == [{IDS["nato"], IDS["truncated"]}]


def test_the_damaged_copy_dates_the_statement():
    grouped = group_with([])
    rows = {row["main_document_id"]: row for row in grouped.statements}
    nato, leaders, ministers = (rows[IDS[name]] for name in ("nato", "leaders", "foreign ministers"))
    assert (nato["date_edtf"], nato["date_basis"], nato["place"]) == ("2022-03-24", "version", "Brussels")
    assert (nato["title"], nato["election_reasons"]) == ("Statement of NATO Leaders", ["most_words"])
    assert (leaders["date_edtf"], leaders["date_basis"]) == (None, None)
    assert (ministers["date_edtf"], ministers["title"]) == (None, None)
    (coverage,) = (row["coverage_ratio"] for row in grouped.versions if row["relation"] == "truncated")
    assert coverage == pytest.approx(0.798, abs=0.005)


def test_ten_articles_quote_two_statements_each_and_merge_none():
    made = [made_article(number) for number in range(10)]
    grouped = group_with([article for article, _ in made])
    homes = {name: own_home(grouped, IDS[name]) for name in STATEMENTS}
    assert len(grouped.statements) == 4
    assert homes["nato"] == homes["truncated"]
    assert len(set(homes.values())) == 4
    for article, parts in made:
        document = article[0]
        rows = {row["statement_id"]: row for row in grouped.versions if row["document_id"] == document["document_id"]}
        assert set(rows) == {homes[name] for name in parts}
        assert {row["relation"] for row in rows.values()} == {"excerpt-in-article"}
        for name, (first, last) in parts.items():
            row, body = rows[homes[name]], document["body"]
            assert abs(row["start_char"] - body.index(first)) <= len(first)
            assert abs(row["end_char"] - body.index(last) - len(last)) <= len(last)


def own_home(grouped, key):
    (home,) = (row["statement_id"] for row in grouped.versions if row["document_id"] == key)
    return home


BASE = made_paragraphs(21, 6)
OTHER = made_paragraphs(22, 6)
NEWS = made_paragraphs(23, 3)


def test_an_article_alone_carries_its_statement():
    article = make_document("article", [NEWS[0], *BASE, NEWS[1]], [False, *[True] * 6, False], kind="article")
    grouped = group_documents(make_input([article]))
    (version,) = grouped.versions
    body = article[0]["body"]
    assert (version["relation"], version["coverage_ratio"], version["is_main"]) == ("excerpt-in-article", 1.0, True)
    assert body[version["start_char"] : version["end_char"]] == "\n\n".join(BASE)


def test_what_it_says_of_itself_does_not_date_its_statement():
    article = make_document(
        "article", [NEWS[0], *BASE], [False, *[True] * 6], kind="article", date_edtf="2022-11-29", place="Rome"
    )
    candidates = [
        {
            "document_id": document_id("article"),
            "field": "place",
            "rule": "reported",
            "evidence_in": "body",
            "confidence": 0.7,
            "is_chosen": True,
        },
        {
            "document_id": document_id("article"),
            "field": "date_edtf",
            "rule": "dateline",
            "evidence_in": "body",
            "confidence": 0.9,
            "is_chosen": True,
        },
    ]
    (statement,) = group_documents(make_input([article], candidates=candidates)).statements
    assert (statement["date_edtf"], statement["date_basis"], statement["place"]) == (None, None, "Rome")


def test_a_fuller_text_takes_over_from_the_article():
    article = make_document("article", [NEWS[0], *BASE[:4], NEWS[1]], [False, *[True] * 4, False], kind="article")
    grouped = group_documents(make_input([article, make_document("base", BASE)]))
    (statement,) = grouped.statements
    assert statement["main_document_id"] == document_id("base")
    rows = {row["document_id"]: row for row in grouped.versions}
    assert rows[document_id("article")]["relation"] == "excerpt-in-article"
    assert rows[document_id("article")]["coverage_ratio"] == pytest.approx(4 / 6, abs=0.05)
    changes = {row["change"] for row in grouped.sentence_alignments}
    assert changes == {"same", "missing"}


def test_what_matters_most_in_a_document_is_what_it_holds_most_of():
    paragraphs = [NEWS[0], *BASE[:2], NEWS[1], *OTHER[:4]]
    article = make_document("article", paragraphs, [False, True, True, False, *[True] * 4], kind="article")
    made = [article, make_document("base", BASE), make_document("other", OTHER)]
    grouped = group_documents(make_input(made))
    homes = {row["document_id"]: row["statement_id"] for row in grouped.document_versions}
    assert homes[document_id("article")] == homes[document_id("other")]
    assert homes[document_id("base")] != homes[document_id("other")]


def test_statements_that_one_article_founded_have_names_of_their_own():
    paragraphs = [NEWS[0], *BASE[:3], NEWS[1], *OTHER[:3]]
    article = make_document("article", paragraphs, [False, *[True] * 3, False, *[True] * 3], kind="article")
    made = [article, make_document("base", BASE), make_document("other", OTHER)]
    grouped = group_documents(make_input(made, {"article": datetime(2023, 1, 1)}))
    names = {row["statement_id"] for row in grouped.statements}
    assert len(names) == 2
    assert "st-" + document_id("article")[:16] not in names


def test_copies_of_an_article_that_carries_nothing():
    facts = {"kind": "article", "carries_statement": False}
    texts = [*NEWS, *made_paragraphs(24, 3)]
    made = [make_document(name, parts, [False] * 6, **facts) for name, parts in (("a", texts), ("b", texts))]
    grouped = group_documents(make_input([*made, make_document("c", made_paragraphs(25), [False] * 8, **facts)]))
    assert sorted(row["relation"] for row in grouped.versions) == ["duplicate", "full", "full"]


def test_a_compound_taken_for_a_statement_merges_nothing():
    compound = make_document("compound", [NEWS[0], *BASE[:3], NEWS[1], *OTHER[1:4], NEWS[2]])
    made = [compound, make_document("base", BASE), make_document("other", OTHER)]
    grouped = group_documents(make_input(made))
    assert len(grouped.statements) == 2
    links = [row["statement_id"] for row in grouped.versions if row["document_id"] == document_id("compound")]
    assert len(links) == 2
