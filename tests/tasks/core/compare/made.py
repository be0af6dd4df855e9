"""A source with versions of every kind that a comparison meets, made here, and its warehouse."""

from pathlib import Path

from tasks.core.compare.read import Held
from tasks.core.group.settings import Grouping
from tasks.core.group.texts import Text, make_texts
from tests.pipeline import RAW, Done, sweep
from tests.tasks.core.group.made import make_document

SETTINGS = Grouping()
ARABIC = (
    "بيان مشترك صادر عن وزراء الخارجية\n\nنحن وزراء خارجية الدول الأعضاء اجتمعنا اليوم في القاهرة لبحث الأوضاع في "
    "المنطقة. ندعو جميع الأطراف إلى وقف إطلاق النار فوراً. نؤكد دعمنا الكامل لوحدة وسيادة الدول الأعضاء وسلامة أراضيها. "
    "سنواصل العمل معاً من أجل السلام والاستقرار في المنطقة والعالم.\n\nونرحب بالجهود التي تبذلها الأمم المتحدة. "
    "ونتفق على عقد اجتماع آخر في عام 2024 في عمان.\n"
)
JAPANESE = (
    "共同声明\n\n我々外務大臣は本日東京において会合し、地域情勢について議論した。我々は全ての当事者に対し、即時停戦を求める。"
    "我々は国際法に基づく秩序を維持するとの決意を改めて確認した。我々は引き続き緊密に連携していく。\n\n"
    "我々は国連の努力を歓迎する。次回会合は二千二十四年に京都で開催される予定である。\n"
)
HOSTILE = (
    "<script>alert(1)</script> Joint statement \"of\" 'ministers' & javascript:alert(1)\n\n"
    "We, the ministers, met <b>today</b> in Paris and \u202eagreed\u202c on \x1b[31mred\x1b[0m lines and \x9b2J more. "
    "We condemn the <img src=x onerror=alert(1)> attacks on all of our peoples. We will meet again.\n"
)
FRENCH = (
    "Déclaration des dirigeants\n\nNous, chefs d'État et de gouvernement des trente pays membres, nous sommes réunis "
    "aujourd'hui pour faire face à la crise. Nous condamnons l'invasion avec la plus grande fermeté. Nous appelons les "
    "parties à mettre immédiatement fin à cette guerre et à retirer leurs forces.\n"
)


def paragraphs_of(name: str) -> list[str]:
    """Paragraphs of one of the five statements, each on one line."""
    text = (RAW / name).read_text(encoding="utf-8")
    return [" ".join(each.split()) for each in text.split("\n\n") if each.strip()]


def article() -> str:
    """An article that quotes the leaders' statement in five places among its own reporting."""
    quoted = paragraphs_of("nato-leaders-statement-full.txt")
    return "\n\n".join(
        [
            "Leaders meet in Brussels",
            "BRUSSELS, 24 March 2022 - The leaders of the alliance met on Thursday, a spokesman told reporters, and "
            "the mood was said to be grave.",
            f"In their joint statement the leaders said: “{quoted[1]}”",
            "The price of gas rose again on Thursday, traders said. Nobody could say for how long.",
            f"“{quoted[3]}” the leaders said.",
            f"“{quoted[5]}” the statement said.",
            f"“{quoted[9]}” it went on, and: “{quoted[11]}”",
            "The next summit is to be held in Madrid, the spokesman said.",
        ]
    )


def make_source(folder: Path) -> Path:
    """Files in a folder: the leaders' statement in three versions and an article, and pairs of made texts."""
    full = (RAW / "nato-leaders-statement-full.txt").read_text(encoding="utf-8")
    damaged = (RAW / "nato-leaders-statement-truncated.txt").read_text(encoding="utf-8")
    texts = {
        "leaders/full.txt": full,
        "leaders/copy.txt": f"{full}\n\n",
        "leaders/damaged.txt": damaged,
        "article.txt": article(),
        "arabic.txt": ARABIC,
        "arabic-short.txt": ARABIC.replace("فوراً", "").replace("ونرحب بالجهود التي تبذلها الأمم المتحدة. ", ""),
        "japanese.txt": JAPANESE,
        "japanese-short.txt": JAPANESE.replace("即時", "").replace("我々は国連の努力を歓迎する。", ""),
        "french.txt": FRENCH,
        "hostile.txt": HOSTILE,
        "hostile-later.txt": HOSTILE.replace("again", "again in </td></table> Rome"),
        "empty.txt": "",
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def make_warehouse(folder: Path) -> Done:
    """One run over the made source."""
    return sweep(make_source(folder / "inbox"), folder / "warehouse")


def hold(name: str, paragraphs: list[str], stated: list[bool] | None = None) -> tuple[Held, Text]:
    """A document as it is read from the tables, and its text, without any warehouse."""
    document, spans, sentences = make_document(name, paragraphs, stated)
    text = make_texts([document], spans, sentences)[document["document_id"]]
    return Held(document, (name,), tuple(spans), tuple(sentences), ()), text
