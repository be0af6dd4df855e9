"""Which version of a statement is analysed: complete, clean, structured, by reasons that are stored.

The reasons, in order of weight:

- `original_language`  in the language of most versions
- `own_text`           the statement itself, not an article that quotes it
- `most_confirmed`     more words that another version has too: what only one copy has may surround the statement
- `most_words`         more text than any other, in letters, so that words split in reading do not count twice
- `fewest_cut_sentences`  fewer sentences that stop without a full stop
- `fewest_broken_words`   fewer words that mix letters and digits or stand alone as a consonant: misread or split
- `most_numbered`      more printed paragraph numbers: structure that was kept
- `most_paragraphs`    more paragraphs, likewise
- `most_stated`        more of title, issuer, level, date and place stated
- `first_seen`         seen earlier, at last by document id
- `only_version`       there is no other
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import numpy as np

from tasks.core.group.members import Member
from tasks.core.group.settings import Grouping

SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
BROKEN_WORD = re.compile(r"(?=.*[0-9])(?=.*[^\W\d_])[^\W_]{3,}|[b-df-hj-np-tv-z]")
STATED_FIELDS = ("title", "issuer", "level", "date_edtf", "place")

Measure = Callable[[Member], float]


def elect(
    members: Sequence[Member], first_seen: Mapping[str, datetime], settings: Grouping
) -> tuple[Member, list[str]]:
    """The main version of a family and why, the deciding reason first."""
    if len(members) == 1:
        return members[0], ["only_version"]
    left = sorted(members, key=lambda each: (first_seen[each.document_id], each.document_id))
    reasons = []
    for reason, measure, tolerance in criteria(members, settings):
        best = max(measure(each) for each in left)
        kept = [each for each in left if measure(each) >= best - tolerance * abs(best)]
        if len(kept) < len(left):
            reasons.append(reason)
        left = kept
    if len(left) > 1:
        reasons.append("first_seen")
    return left[0], reasons


def criteria(members: Sequence[Member], settings: Grouping) -> list[tuple[str, Measure, float]]:
    """Reason, what is best where it is largest, and the share by which it may be less."""
    languages = Counter(str(each.text.document["language_code"]) for each in members)
    most = max(languages.values())
    confirmed = count_confirmed(members)
    return [
        ("original_language", lambda each: languages[each.text.document["language_code"]] == most, 0.0),
        ("own_text", lambda each: not each.is_excerpt, 0.0),
        ("most_confirmed", lambda each: confirmed[each.document_id], settings.equal_words),
        ("most_words", lambda each: sum(map(len, each.text.words)), settings.equal_words),
        ("fewest_cut_sentences", lambda each: -count_cut(each), 0.0),
        ("fewest_broken_words", lambda each: -count_broken(each), 0.0),
        ("most_numbered", lambda each: each.text.document["n_numbered"] or 0, 0.0),
        ("most_paragraphs", lambda each: len({row["paragraph_no"] for row in each.text.sentences}), 0.0),
        ("most_stated", lambda each: sum(bool(each.text.document[name]) for name in STATED_FIELDS), 0.0),
    ]


def count_confirmed(members: Sequence[Member]) -> dict[str, int]:
    """How many 3-grams of each version another version has too."""
    runs, counts = np.unique(np.concatenate([each.text.distinct_runs for each in members]), return_counts=True)
    shared = runs[counts > 1]
    return {each.document_id: int(np.isin(each.text.distinct_runs, shared).sum()) for each in members}


def count_cut(member: Member) -> int:
    body = member.text.document["body"]
    ends = (body[each["start_char"] : each["end_char"]].rstrip() for each in member.text.sentences)
    return sum(not SENTENCE_END.search(text[-4:]) for text in ends)


def count_broken(member: Member) -> int:
    return sum(bool(BROKEN_WORD.fullmatch(word)) for word in member.text.words)
