"""What a file is, whatever it quotes: made articles in sixteen manners of quoting, and files that are no articles.

The rules were written with the manners of `TUNED_ON` in view; the others check them.
"""

import pytest

from tasks.core.structure import Structured
from tests.structured import structured
from tests.tasks.core.structure.press.articles import Article, articles_of
from tests.tasks.core.structure.press.manners import MANNERS
from tests.tasks.core.structure.press.others import Other, all_others
from tests.tasks.core.structure.press.sources import quoted_part
from tests.tasks.core.structure.press.truth import carries, is_found

PER_MANNER = 6


def read(text: str, media_type: str = "text/plain") -> Structured:
    return structured(text, media_type)


def verdict(article: Article) -> tuple[str, bool, bool]:
    """Kind; whether it carries a statement as it should; whether the words of the statement are found."""
    found = read(article.text, article.media_type)
    does_carry = bool(found.document["carries_statement"])
    return found.document["kind"], does_carry == carries(article), not does_carry or is_found(found, article)


@pytest.mark.parametrize("manner", MANNERS)
def test_an_article_is_one_however_it_quotes(manner: str) -> None:
    made = articles_of(manner, PER_MANNER)
    assert [verdict(article) for article in made] == [("article", True, True)] * PER_MANNER


OTHERS = all_others()


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.name)
def test_what_quotes_within_is_no_article(other: Other) -> None:
    document = read(other.text).document
    assert (document["kind"], document["carries_statement"]) == (other.kind, True)


def test_there_are_enough_of_each() -> None:
    assert len(MANNERS) * PER_MANNER >= 60
    assert len(OTHERS) >= 40
    assert len({other.name for other in OTHERS}) == len(OTHERS)


def test_every_sign_is_kept_with_its_words() -> None:
    article = articles_of("curly marks", 3)[1]
    found = [row for row in read(article.text).candidates if row["field"] == "kind"]
    chosen = [row for row in found if row["is_chosen"]]
    rules = {row["rule"] for row in found if row["value"] == "article"}
    assert [row["value"] for row in chosen] == ["article"]
    assert {"attributed", "press", "mostly_quoted"} <= rules
    assert all(row["evidence"] in article.text for row in found)
    assert chosen[0]["confidence"] == max(row["confidence"] for row in found)


WE = "“We will defend every inch of our territory, and we call on all states to respect the law of the sea.”"


@pytest.mark.parametrize(
    ("before", "after", "is_statements"),
    [
        ("In a joint statement, the ministers said: ", "", True),
        ("", " the ministers said.", True),
        ("", ", the declaration reads.", True),
        ("", ", the minister told reporters.", False),
        ("", " Jan Kowalski said.", False),
        ("Jan Kowalski, the Polish minister: ", "", False),
        ("She said: ", "", False),
        ("", ", Jan Kowalski said in a statement.", True),
        ("", " NATO said.", True),
    ],
)
def test_whose_words_they_are(before: str, after: str, is_statements: bool) -> None:
    lead = "The ministers adopted a declaration on Tuesday, diplomats told reporters."
    quote = before + WE[:-1] + " " + " ".join([WE[1:-1]] * 2) + "”" + after
    found = read(
        f"Talks end\n\nBy Anna Smith\n\n{lead}\n\n{quote}\n\nThe next talks will be held in spring, they said."
    )
    assert found.document["kind"] == "article"
    assert found.document["carries_statement"] is is_statements


FRAMES = {
    "de": (
        "Neun Staaten fordern Hilfe\n\nWarschau (dpa) – Die Staats- und Regierungschefs haben am Mittwoch eine"
        " gemeinsame Erklärung verabschiedet. „{0}“, heißt es in der Erklärung.\n\n„{1}“, schreiben die Chefs weiter."
        "\n\nDie Opposition kritisierte das Papier."
    ),
    "fr": (
        "Neuf pays demandent plus\n\nLes dirigeants se sont réunis mercredi. « {0} », indique la déclaration commune."
        "\n\n« {1} », ajoute le texte.\n\nL’opposition a critiqué ce document, a déclaré un diplomate."
    ),
    "pl": (
        "Przywódcy apelują\n\nWARSZAWA (PAP) – Przywódcy przyjęli w środę wspólne oświadczenie. „{0}” – czytamy w"
        " oświadczeniu.\n\n„{1}” – podkreślono.\n\nOpozycja skrytykowała dokument."
    ),
    "ru": (
        "Лидеры выступили с заявлением\n\nЛидеры девяти стран приняли в среду совместное заявление. «{0}», — говорится"
        " в заявлении.\n\n«{1}», — отметили лидеры.\n\nОппозиция раскритиковала документ, сообщили журналистам."
    ),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_reporters_of_other_languages(frame: str) -> None:
    part = quoted_part("leaders", 0.4, 3)
    blocks = [" ".join(sentences).rstrip(".") for sentences in part]
    text = frame.format(" ".join(blocks[:2]), " ".join(blocks[2:]))
    article = Article(text, "text/plain", {"leaders": tuple(sentence for sentences in part for sentence in sentences)})
    assert verdict(article) == ("article", True, True)
