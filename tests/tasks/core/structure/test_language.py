"""Languages: the same on every call, mixed documents, scripts, and `und` rather than a wrong code."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import knowledge
from schemas.columns import LANGUAGE
from tasks.core.structure.language import detect_languages, langdetect_guess, profiles
from tasks.core.structure.language_evidence import script_of

ENGLISH = "We reaffirm our commitment to the security of the region and we will continue to work with all our partners."
FRENCH = "Nous réaffirmons notre attachement à la sécurité de la région et nous continuerons à travailler avec tous."
UKRAINIAN = "Ми підтверджуємо нашу відданість безпеці регіону та продовжуємо працювати з усіма нашими партнерами."
SERBIAN = "Министри су поздравили напредак који је постигнут и позвали све стране да наставе дијалог без услова."
SERBIAN_IN_LATIN = (
    "Ministri su pozdravili napredak koji je postignut i pozvali sve da obezbede mesto i vreme za dijalog."
)
CROATIAN = (
    "Ministri su tijekom sastanka potvrdili da će suradnja u Europi i sigurnost svih ostati prvi cilj, prije svega."
)
BOSNIAN = "Ministri su tokom sastanka potvrdili da će saradnja u Evropi i sigurnost svih ostati prvi cilj, prije svega."
KAZAKH = "Министрлер бұл мәселе бойынша келісті және екі ел арасындағы ынтымақтастық туралы құжатқа қол қойды."
AZERBAIJANI = "Nazirlər bu məsələ üzrə razılığa gəldilər və iki ölkə arasında əməkdaşlıq haqqında sənəd imzaladılar."
ICELANDIC = "Ráðherrarnir ræddu um öryggi í Evrópu og voru sammála um að það sé brýnt að vinna saman gegn þessari ógn."
PERSIAN = "وزیران در این نشست بر همکاری دو کشور تأکید کردند و از همه طرف ها خواستند که به گفتگو ادامه دهند."
URDU = "وزرائے خارجہ نے دونوں ملکوں کے درمیان تعاون پر زور دیا اور کہا کہ یہ بات چیت جاری رہے گی۔"
NEPALI = "मन्त्रीहरूले दुवै देशको सम्बन्धलाई अझ बलियो बनाउने र सबै क्षेत्रमा सहकार्य गर्ने कुरा दोहोर्‍याए।"
WELSH = "Mae'r gweinidogion wedi cytuno ar y camau nesaf ac yn galw ar bawb i gydweithio er mwyn heddwch yn y byd."
CHINESE = "两国外长一致认为，应当继续加强合作，维护地区和平与稳定。"
JAPANESE = "両外相は、地域の平和と安定のために協力を続けることで一致した。"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (UKRAINIAN, "uk"),
        (SERBIAN, "sr"),
        (SERBIAN_IN_LATIN, "sr"),
        (CROATIAN, "hr"),
        (BOSNIAN, "bs"),
        (KAZAKH, "kk"),
        (AZERBAIJANI, "az"),
        (ICELANDIC, "is"),
        (PERSIAN, "fa"),
        (URDU, "ur"),
        (NEPALI, "ne"),
        (WELSH, "cy"),
        (CHINESE, "zh"),
        (JAPANESE, "ja"),
        ("공동성명: 양국 외교장관은 협력을 강화하기로 하였다.", "ko"),
        ("მინისტრებმა ხელი მოაწერეს ერთობლივ განცხადებას.", "ka"),
        ("Նախարարները ստորագրեցին համատեղ հայտարարություն։", "hy"),
        ("รัฐมนตรีว่าการกระทรวงการต่างประเทศเห็นพ้องกัน", "th"),
        ("השרים הדגישו את החשיבות של שיתוף הפעולה בין שתי המדינות.", "he"),
        ("ሚኒስትሮቹ በሁለቱ አገሮች መካከል ያለውን ትብብር ለማጠናከር ተስማምተዋል።", "am"),
    ],
)
def test_one_sentence_is_enough(text: str, code: str) -> None:
    assert detect_languages([text]).codes == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NATO",
        "PROGRAMME.",
        "Xqzv kwpt zzrh bnmk qwrt plkj",
        "12 345 678 901 234 567 890 123 456",
        "北約",
        "Andrzej Duda, Klaus Iohannis, Gitanas Nausėda, Edgars Rinkēvičs, Zuzana Čaputová",
        "Da su i ministri potvrdili, oni će i dalje raditi na tome",  # Bosnian, Croatian and Serbian alike
        "\U0001d400AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ],
)
def test_too_little_to_tell(text: str) -> None:
    found = detect_languages([text])
    assert (found.code, found.codes, found.by_paragraph) == ("und", ("und",), ("und",))


def test_no_paragraphs_have_no_language() -> None:
    assert detect_languages([]).codes == ("und",)


def test_a_bilingual_file_has_both_and_the_longer_first() -> None:
    found = detect_languages(["STATEMENT", ENGLISH, FRENCH, ENGLISH, FRENCH, ENGLISH])
    assert found.codes == ("en", "fr")
    assert found.by_paragraph == ("en", "en", "fr", "en", "fr", "en")


def test_two_scripts() -> None:
    found = detect_languages([CHINESE, ENGLISH, CHINESE, CHINESE])
    assert found.codes == ("zh", "en")
    assert found.by_paragraph == ("zh", "en", "zh", "zh")


def test_a_quotation_has_its_own_language_and_is_none_of_the_documents() -> None:
    found = detect_languages([ENGLISH, f"“{UKRAINIAN}”", ENGLISH])
    assert found.codes == ("en",)
    assert found.by_paragraph == ("en", "uk", "en")


def test_titles_names_and_numbers_have_the_documents_language() -> None:
    lines = ["Statement", "Agence de la santé", "Andrzej Duda, Prezydent Rzeczypospolitej Polskiej", "1 000 000"]
    assert detect_languages([*lines, FRENCH]).by_paragraph == ("fr",) * 5


def test_one_word_many_times_is_no_other_language() -> None:
    table = "\n".join(f"Over {years} years of service" for years in range(10, 40, 2))
    assert detect_languages([ENGLISH, table]).by_paragraph == ("en", "en")


def test_a_japanese_list_of_names_is_no_chinese() -> None:
    assert detect_languages([JAPANESE, "日本国外務大臣、大韓民国外交部長官", JAPANESE]).codes == ("ja",)


def test_the_language_is_the_same_every_time_and_in_another_process() -> None:
    doubtful = "Ministrene er enige om at arbejde for fred"  # n-grams are asked
    first = detect_languages([doubtful]).code
    assert {detect_languages([doubtful]).code for _ in range(20)} == {first}
    program = f"from tasks.core.structure.language import detect_languages as d; print(d([{doubtful!r}]).code)"
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == first


def test_n_grams_without_a_letter_find_nothing() -> None:
    assert langdetect_guess("1 2 3", "latin") == ""
    assert langdetect_guess("שלום", "hebrew") == ""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=400), max_size=6))
def test_any_text_gives_codes_that_the_warehouse_takes(paragraphs: list[str]) -> None:
    found = detect_languages(paragraphs)
    assert len(found.by_paragraph) == len(paragraphs)
    assert found.codes[0] == found.code
    assert len(set(found.codes)) == len(found.codes)
    for code in (*found.codes, *found.by_paragraph):
        assert re.fullmatch(LANGUAGE, code), code
    assert detect_languages(paragraphs) == found


@settings(max_examples=100, deadline=None)
@given(st.permutations([ENGLISH, FRENCH, UKRAINIAN, CHINESE]))
def test_the_order_of_paragraphs_does_not_matter(paragraphs: list[str]) -> None:
    found = detect_languages(paragraphs)
    assert sorted(found.codes) == ["en", "fr", "uk", "zh"]
    assert dict(zip(paragraphs, found.by_paragraph, strict=True))[FRENCH] == "fr"


def test_every_row_of_the_table_is_of_use() -> None:
    names = {row["script"] for row in knowledge.rows("scripts")} | {"latin"}
    for row in knowledge.rows("languages"):
        words = knowledge.values(row["function_words"])
        assert re.fullmatch(LANGUAGE, row["language_code"])
        assert row["script"] in names
        assert len(set(words)) == len(words)
        assert all(word == word.lower() and script_of(word) == row["script"] for word in words), row["language_code"]
    assert {row["script"] for row in knowledge.rows("languages")} == names
    assert len(profiles("latin")) > 20
