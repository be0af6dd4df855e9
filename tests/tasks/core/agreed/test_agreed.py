"""Agreed language of made statements: what is a passage, where it was used first, how it was varied."""

import random

from tasks.core.agreed import find_agreed, takes_part
from tests.tasks.core.agreed.made import make_main, passages, shown
from tests.tasks.core.group.made import made_paragraphs, made_sentence


def test_wording_of_several_statements_is_a_passage_from_its_first_use_on() -> None:
    mains = [
        make_main("late", ["We will defend every inch of Allied territory, now and always."], 2023),
        make_main("early", ["Our forces protect every inch of Allied territory against any threat."], 2019),
        make_main("undated", ["They stand for every inch of allied territory."]),
    ]
    rows = find_agreed(mains)
    assert passages(rows) == {
        "every inch of Allied territory": [
            ("early", "same", "every inch of Allied territory"),
            ("late", "same", "every inch of Allied territory"),
            ("undated", "same", "every inch of allied territory"),
        ]
    }
    assert {(row["first_statement_id"], row["n_statements"]) for row in rows} == {("early", 3)}
    assert [row["statement_id"] for row in rows if row["is_first_use"]] == ["early"]


def test_a_row_says_where_its_use_stands() -> None:
    main = make_main(
        "one", ["We met today.", "It rains. Peace rests on the rules-based international order of states."], 2001
    )
    other = make_main("two", ["Nobody may bend the rules-based international order."], 2002)
    row, later = find_agreed([main, other])
    body = main.text.document["body"]
    assert row == {
        "passage_id": later["passage_id"],
        "statement_id": "one",
        "document_id": main.text.document_id,
        "sentence_no": 3,
        "start_char": body.index("the rules"),
        "end_char": body.index(" of states"),
        "text": "the rules-based international order",
        "first_statement_id": "one",
        "is_first_use": True,
        "n_statements": 2,
        "change": "same",
        "word_diff": [],
    }
    assert not later["is_first_use"]


def test_statements_that_share_nothing_have_no_rows() -> None:
    assert find_agreed([]) == []
    assert find_agreed([make_main(str(seed), made_paragraphs(seed), 2000 + seed) for seed in range(4)]) == []


def test_a_statement_that_repeats_itself_agrees_with_nobody() -> None:
    text = "We stand by the independence and territorial integrity of our neighbours."
    assert find_agreed([make_main("one", [text, text], 2001), make_main("two", ["We met."], 2002)]) == []


def test_names_dates_and_stock_phrases_are_no_agreed_language() -> None:
    texts = (
        "The {} was signed by the President of the Republic of Kazakhstan on 24 March 2022 in line with the rules.",
        "A {} came from the President of the Republic of Kazakhstan on 24 March 2022 in line with the law.",
    )
    mains = [make_main(str(at), [text.format("note")], 2001 + at) for at, text in enumerate(texts)]
    assert find_agreed(mains) == []


def test_the_longest_wording_counts_and_parts_of_it_only_where_they_stand_elsewhere() -> None:
    whole = "We reaffirm our unwavering support for the sovereignty and territorial integrity of Georgia"
    mains = [
        make_main("one", [f"{whole}."], 2001),
        make_main("two", [f"Today, {whole.lower()}."], 2002),
        make_main("three", ["Nobody may threaten the sovereignty and territorial integrity of a neighbour."], 2003),
    ]
    assert passages(find_agreed(mains)) == {
        whole: [("one", "same", whole), ("two", "same", whole.lower())],
        "the sovereignty and territorial integrity": [
            ("one", "same", "the sovereignty and territorial integrity"),
            ("three", "same", "the sovereignty and territorial integrity"),
            ("two", "same", "the sovereignty and territorial integrity"),
        ],
    }


def test_a_word_that_stands_beside_a_passage_by_chance_makes_no_second_one() -> None:
    mains = [
        make_main("one", ["They keep every inch of Allied territory and more."], 2001),
        make_main("two", ["We hold every inch of Allied territory and its skies."], 2002),
        make_main("three", ["You guard every inch of Allied territory."], 2003),
    ]
    assert list(passages(find_agreed(mains))) == ["every inch of Allied territory"]


def test_a_varied_use_shows_what_was_changed() -> None:
    mains = [
        make_main("one", ["We will support Ukraine in its heroic struggle for freedom for as long as it takes."], 2022),
        make_main("two", ["We will support Ukraine in its heroic struggle for freedom for as long as it takes."], 2023),
        make_main("three", ["We will support Moldova in its heroic struggle for freedom as long as it takes."], 2024),
    ]
    rows = find_agreed(mains)
    (uses,) = passages(rows).values()
    assert [(name, change) for name, change, _ in uses] == [("one", "same"), ("three", "varied"), ("two", "same")]
    assert [shown(row) for row in rows if row["statement_id"] == "three"] == [
        "=[We will support] -[Ukraine] +[Moldova] =[in its heroic struggle for freedom] -[for] =[as long as it takes]"
    ]


def test_a_series_with_the_same_paragraph_has_a_passage_per_sentence_not_per_pair() -> None:
    chance = random.Random(7)
    shared = [made_sentence(chance) for _ in range(3)]
    mains = [make_main(str(year), [" ".join(shared), *made_paragraphs(year, 2)], year) for year in range(2001, 2009)]
    assert {text: len(uses) for text, uses in passages(find_agreed(mains)).items()} == {
        sentence.rstrip("."): 8 for sentence in shared
    }


def test_scripts_without_case_or_spaces_have_agreed_language_too() -> None:
    chinese = "坚定维护国家主权和领土完整"
    arabic = "دعم سيادة العراق ووحدة أراضيه وسلامة شعبه"
    russian = "приверженность укреплению стратегической стабильности"
    mains = [
        make_main("zh1", [f"双方重申{chinese}，愿意合作。"], 2001, language_code="zh"),
        make_main("zh2", [f"我们将{chinese}。"], 2002, language_code="zh"),
        make_main("ar1", [f"نؤكد {arabic} اليوم"], 2003, language_code="ar"),
        make_main("ar2", [f"كما جرى {arabic}"], 2004, language_code="ar"),
        make_main("ru1", [f"Стороны подтвердили {russian}."], 2005, language_code="ru"),
        make_main("ru2", [f"Мы отметили {russian} и мира."], 2006, language_code="ru"),
    ]
    assert {text: {name for name, _, _ in uses} for text, uses in passages(find_agreed(mains)).items()} == {
        chinese: {"zh1", "zh2"},
        arabic: {"ar1", "ar2"},
        russian: {"ru1", "ru2"},
    }


def test_what_an_article_tells_is_no_use() -> None:
    assert not takes_part({"kind": "article", "carries_statement": False})
    assert takes_part({"kind": "article", "carries_statement": True})
    assert takes_part({"kind": "other", "carries_statement": False})


def test_words_repeated_over_and_over_and_lists_without_end_are_no_agreed_language() -> None:
    chant = " ".join(["we want peace now"] * 800)
    listed = " ".join(f"item{number} of{number % 7}" for number in range(2_500))
    mains = [
        make_main(
            "one", [f"They sang {chant} and left.", f"So {listed} and the rules-based international order."], 2001
        ),
        make_main(
            "two", [f"All sang {chant} {chant} then.", f"But {listed}, the rules-based international order."], 2002
        ),
    ]
    found = passages(find_agreed(mains))
    assert "the rules-based international order" in " ".join(found)
    assert not any("we want peace" in text for text in found)
