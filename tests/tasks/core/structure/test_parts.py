"""Numbers, sentences, languages, page numbers and datelines, each by itself."""

import pytest

from tasks.core.reading import ReadText
from tasks.core.structure import structure_document
from tasks.core.structure.datelines import is_dateline
from tasks.core.structure.issuers import named_states
from tasks.core.structure.language import detect_languages
from tasks.core.structure.numbering import accepted_numbers, read_number
from tasks.core.structure.sentences import split_sentences
from tests.structured import DOCUMENT_ID, structured


def sentences(text: str, language_code: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, language_code)]


@pytest.mark.parametrize(
    "parts",
    [
        ("Under Art. 5 of the Treaty we act.", "We will."),
        ("Mr. J. Smith of the U.S. Senate came.", "He spoke at 5 p.m. on Monday."),
        ("“We stand with you.”", "They do too."),
        ("Is it so?", "It is!", "Good."),
        ("No. 5 of 3.5 million doses came in e.g. March.",),
        ("We also condemn attacks against civilian We will continue.",),
        ("In 2022.", "2023 was better."),
    ],
)
def test_sentences(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)


@pytest.mark.parametrize(
    "parts",
    [
        ("我们重申承诺。", "我们呼吁和平！"),
        ("نؤكد التزامنا. ", "ندعو إلى السلام؟ ", "نعم."),
        ("हम शांति चाहते हैं। ", "हम सहयोग करेंगे।"),
        ("Մենք խաղաղություն ենք ուզում։ ", "Մենք կաշխատենք։"),
        ("Стр. 5 доклада. ", "Мы согласны."),
        ("Καλούμε σε ειρήνη. ", "Θα συνεργαστούμε."),
    ],
)
def test_sentences_of_other_scripts_end_with_their_own_stops(parts: tuple[str, ...]) -> None:
    assert sentences("".join(parts), "und") == [part.strip() for part in parts]


def test_a_missing_space_does_not_hide_a_boundary() -> None:
    assert sentences("We condemn this war.We call for peace.") == ["We condemn this war.", "We call for peace."]


def test_abbreviations_of_other_languages() -> None:
    assert sentences("Zgodnie z art. 5 i ust. 2 działamy. Wzywamy do pokoju.", "pl") == [
        "Zgodnie z art. 5 i ust. 2 działamy.",
        "Wzywamy do pokoju.",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. We", "2. We", "3. We"], [True, True, True]),
        (["“1. We", "“2. We", "3. We"], [True, True, True]),
        (["(a) the first;", "(b) the second;", "other"], [True, True, False]),
        (["I. Peace", "II. Trade", "III. People"], [True, True, True]),
        (["2022. Then", "16. March"], [False, False]),
        (["1. Alone"], [False]),
        (["1. We", "We go on", "2. We", "4. One was lost"], [True, False, True, True]),
        (["§ 1 Aims", "§ 2 Means"], [True, True]),
        (["1- Nous", "2- Nous"], [True, True]),
        (["а) мир;", "б) торговля;", "в) люди."], [True, True, True]),
        (["١. نحن", "٢. نحن"], [True, True]),
        (["一、我们", "二、我们", "十一、我们"], [True, True, False]),
        (["（一）和平", "（二）贸易"], [True, True]),
        (["1. We", "1.1. We", "1.2 We", "2. We", "2.1 We", "2.2 We"], [True] * 6),
        (["1. We", "1. Nous", "2. We", "2. Nous"], [True] * 4),
        (["1. Alone", "1. Alone too"], [False, False]),
        (["1.5 million doses", "Then"], [False, False]),
        (["1. We", "1.1 We", "1.2 We", "2. We", "2.1 We", "3. We"], [True] * 6),
        (["3.1 million came", "1. We", "2. We"], [False, True, True]),
        (["α) ειρήνη", "β) εμπόριο", "γ) άνθρωποι"], [True, True, True]),
    ],
)
def test_numbers_have_to_stand_in_a_row(lines: list[str], expected: list[bool]) -> None:
    assert accepted_numbers([read_number(line) for line in lines]) == expected


@pytest.mark.parametrize(
    ("line", "is_date_line"),
    [
        ("Brussels, Belgium 24 March 2022", True),
        ("BUCHAREST, 2024", True),
        ("Warszawa, dnia 9 sierpnia 2023 r.", True),
        ("24.02.2022", True),
        ("Issued on 24 March 2022", True),
        ("NATO Summit Meeting Brussels, Belgium March 24, 2022", False),
        ("Joint statement, Kyiv, 24 February 2024", False),
        ("We met on 24 March 2022 and agreed.", False),
        ("16 March", False),
    ],
)
def test_datelines(line: str, is_date_line: bool) -> None:
    assert is_dateline(line) is is_date_line


ENGLISH = "We reaffirm our commitment to the security of the region and we will continue to work with all our partners."
GERMAN = (
    "Wir bekräftigen unsere Verpflichtung für die Sicherheit der Region und werden mit allen Partnern zusammenarbeiten."
)
UKRAINIAN = "Ми підтверджуємо нашу відданість безпеці регіону та продовжуємо працювати з усіма нашими партнерами."


def test_the_language_is_the_same_every_time_and_after_other_documents() -> None:
    first = [detect_languages([text]).code for text in (ENGLISH, GERMAN, UKRAINIAN)]
    again = [detect_languages([text]).code for text in (UKRAINIAN, GERMAN, ENGLISH)] * 5
    assert first == ["en", "de", "uk"]
    assert again == ["uk", "de", "en"] * 5


def test_a_mixed_document_has_all_its_languages() -> None:
    found = detect_languages([ENGLISH, ENGLISH + " " + ENGLISH, UKRAINIAN, GERMAN])
    assert found.codes[0] == "en"
    assert set(found.codes) == {"en", "uk", "de"}
    assert found.by_paragraph == ("en", "en", "uk", "de")


@pytest.mark.parametrize("text", ["NATO", "PROGRAMME.", "Xqzv kwpt zzrh bnmk qwrt plkj"])
def test_too_little_to_tell(text: str) -> None:
    assert detect_languages([text]).code == "und"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("これは共同声明です。私たちは平和を望みます。そして協力します。", "ja"),
        ("Εμείς οι ηγέτες δηλώνουμε ότι στηρίζουμε την ειρήνη", "el"),
    ],
)
def test_scripts_of_one_language(text: str, code: str) -> None:
    assert detect_languages([text]).code == code


def test_the_only_page_is_the_first() -> None:
    read = ReadText("We met. It ends here.", "pdf", 1)
    rows = structure_document(DOCUMENT_ID, read, "application/pdf").paragraphs
    assert [(row["page_no"], row["end_page_no"]) for row in rows] == [(1, 1)]


def test_pages_are_counted_by_form_feeds() -> None:
    line = "We reaffirm that we will stand together for as long as it takes and that we will defend"
    rows = structured(f"First page. It ends here.\f{line}\fevery inch of our territory.", "text/plain")
    assert [(row["page_no"], row["end_page_no"]) for row in rows.paragraphs] == [(1, 1), (2, 3)]


def test_states_are_named_in_the_order_of_their_first_mention():
    text = "Ukraine asked Belarus and Poland, and Poland answered Ukraine, while Belarus kept silent."
    assert [(one.key, text[one.start : one.end]) for one in named_states(text)] == [
        ("UA", "Ukraine"),
        ("BY", "Belarus"),
        ("PL", "Poland"),
    ]


def test_words_of_a_quoted_statement_name_no_issuer_of_it() -> None:
    text = """By Ana Smith, Vienna

VIENNA — Diplomats compared two texts this week, and neither was easy to agree.

The first text opens the comparison. It says:

“We call on all sides to stop this war at once and to withdraw their forces from Ukraine, and we call on Belarus to end
its complicity, in line with the Resolution on the War adopted by the General Assembly last week, and we stand with the
people of Ukraine, whose courage has moved us all and whose homes we will help them to rebuild when peace returns.”

That was then, officials said.
"""
    made = structured(text)
    assert (made.document["kind"], made.document["carries_statement"]) == ("article", True)
    assert (made.document["title"], made.document["issuer"], made.document["signatories"]) == (None, None, [])
