"""Which clauses are acts, of whom, and which are none, in the styles that statements are written in."""

import pytest

from tests.tasks.core.acts.said import said

ACTS = [
    ("We strongly condemn the attack on the hospital.", [("condemn", "We", "condemn", "the attack on the hospital")]),
    (
        "In this regard we call on both parties to resume talks, and urge them to spare civilians.",
        [
            ("call_on", "we", "call on", "both parties to resume talks"),
            ("call_on", "we", "urge", "them to spare civilians"),
        ],
    ),
    ("I call on Belarus to release all prisoners.", [("call_on", "I", "call on", "Belarus to release all prisoners")]),
    ("We condemn and reject this decision.", [("condemn", "We", "condemn", "this decision")]),
    (
        "The Heads of State of the member countries, meeting in Suva, strongly deplored the coup.",
        [("condemn", "The Heads of State of the member countries", "deplored", "the coup")],
    ),
    (
        "Ministers welcomed the ceasefire, expressed their deep concern at the famine and agreed to meet again in May.",
        [
            ("welcome", "Ministers", "welcomed", "the ceasefire"),
            ("concern", "Ministers", "expressed concern at", "the famine"),
            ("announce", "Ministers", "agreed to", "meet again in May"),
        ],
    ),
    (
        "Germany, France and Poland reaffirm their support for Moldova.",
        [("reaffirm", "Germany, France and Poland", "reaffirm", "their support for Moldova")],
    ),
    (
        "CONGRATULATES the Government of Benin on the polls;",
        [("welcome", None, "congratulates", "the Government of Benin on the polls")],
    ),
    ("Takes note with appreciation of the report;", [("note", None, "takes note", "with appreciation of the report")]),
    ("Deeply concerned at the spread of mines,", [("concern", None, "concerned at", "the spread of mines")]),
    (
        "Recalling its resolution of last year, and reaffirming the Charter,",
        [
            ("note", None, "recalling", "its resolution of last year"),
            ("reaffirm", None, "reaffirming", "the Charter"),
        ],
    ),
    ("Decides to remain seized of the matter.", [("announce", None, "decides to", "remain seized of the matter")]),
    (
        "Condemns the raid; calls upon Chad to cooperate; stresses that time is short.",
        [
            ("condemn", None, "condemns", "the raid"),
            ("call_on", None, "calls upon", "Chad to cooperate"),
            ("stress", None, "stresses", "that time is short"),
        ],
    ),
    ("Israel must lift the blockade.", [("call_on", None, "must", "lift the blockade")]),
    ("The importance of dialogue was stressed.", [("stress", None, "was stressed", "The importance of dialogue")]),
    ("The Secretariat was requested to report in June.", [("call_on", None, "was requested to", "report in June")]),
    ("It was decided to open an office in Lomé.", [("announce", None, "was decided to", "open an office in Lomé")]),
    (
        "Our commitment to free trade remains unshakeable.",
        [("reaffirm", "Our commitment", "remains unshakeable", "free trade")],
    ),
    ("We are pleased to announce a new fund.", [("announce", "We", "are pleased to announce", "a new fund")]),
    ("Let me begin by thanking our hosts.", [("welcome", None, "thanking", "our hosts")]),
    (
        "We have trained officers and are hosting refugees.",
        [
            ("claim", "We", "have trained", "officers"),
            ("claim", "We", "are hosting", "refugees"),
        ],
    ),
    (
        "We will help Ukraine defend its people and rebuild its grid.",
        [
            ("commit", "We", "will", "help Ukraine defend its people and rebuild its grid"),
        ],
    ),
    (
        "We wish to express our sincere gratitude to Qatar.",
        [("welcome", "We", "wish to express gratitude to", "Qatar")],
    ),
    ("We stand in full solidarity with Fiji.", [("support", "We", "stand in solidarity with", "Fiji")]),
    ("We remain united and resolute in our aims.", [("reaffirm", "We", "remain united and resolute in", "our aims")]),
]


@pytest.mark.parametrize(("sentence", "expected"), ACTS, ids=[sentence[:40] for sentence, _ in ACTS])
def test_an_act_is_read_with_its_subject_verb_and_object(
    sentence: str, expected: list[tuple[str, str | None, str, str]]
) -> None:
    assert said(sentence).rows("act", "subject", "verb", "object_text") == expected


NO_ACTS = (
    "The steps that we condemned were many.",
    "As we reaffirmed in Madrid, peace is indivisible.",
    "This summit, which underscores our unity, is short.",
    "Russia has occupied the town and will stay.",
    "Support for the fund is growing.",
    "The report on demands and claims is long.",
    "JOINT STATEMENT: WE CONDEMN TERROR",
    "Launch the search",
    "The meeting will provide an opportunity.",
    "The fort was adopted by the council of elders.",
    "Efforts to condemn and punish crimes continue.",
    "It underscores the need for haste.",
)


@pytest.mark.parametrize("sentence", NO_ACTS)
def test_what_is_subordinate_or_tells_of_the_world_is_no_act(sentence: str) -> None:
    assert said(sentence, issuer="NATO").found.acts == ()


NEGATED = [
    ("We do not recognise the annexation.", "reject", "negative"),
    ("We will never accept this fence.", "reject", "negative"),
    ("We reject this claim.", "reject", "positive"),
    ("We will not waver.", "commit", "negative"),
    ("We recognise the annexation as a crime.", "note", "positive"),
]


@pytest.mark.parametrize(("sentence", "act", "polarity"), NEGATED)
def test_an_act_is_negative_where_it_is_negated_itself(sentence: str, act: str, polarity: str) -> None:
    assert said(sentence).rows("act", "polarity") == [(act, polarity)]


def test_conduct_is_claimed_and_promised_only_by_the_issuer_and_its_parts() -> None:
    sentences = ("The African Union will send observers.", "Kenya has sent a ship.", "China has sent a ship.")
    assert said(*sentences, issuer="African Union").rows("act", "subject") == [
        ("commit", "The African Union"),
        ("claim", "Kenya"),
    ]


def test_they_and_it_are_whoever_the_sentence_before_names() -> None:
    by_the_issuer = said("The Security Council commends Gabon.", "It will meet again.", issuer="UN Security Council")
    assert by_the_issuer.rows("act", "subject") == [("welcome", "The Security Council"), ("commit", "It")]
    by_others = said("China claims that the reef is Chinese.", "It will build a port.", issuer="African Union")
    assert by_others.rows("act", "subject") == [("claim", "China")]


@pytest.mark.parametrize(
    ("sentence", "issuer", "rows"),
    [
        (
            "I would like to express my sincere congratulations to Kenya.",
            "Poland",
            [("welcome", "I", "would like to express congratulations to", "Kenya")],
        ),
        (
            "The Secretary General expressed his sorrow over the accident.",
            "Organization of American States",
            [("concern", "The Secretary General", "expressed sorrow over", "the accident")],
        ),
        (
            "States Parties to the Rarotonga Treaty reaffirmed their commitment.",
            "Pacific Islands Forum",
            [("reaffirm", "States Parties to the Rarotonga Treaty", "reaffirmed", "their commitment")],
        ),
        (
            "Australia joins its partners in condemning the bombing.",
            "Australia",
            [("condemn", "Australia", "joins partners in condemning", "the bombing")],
        ),
        (
            "Egypt holds Israel responsible for the dead.",
            "Egypt",
            [("condemn", "Egypt", "holds", "Israel responsible for the dead")],
        ),
        (
            "Both sides were of the view that trade grows.",
            None,
            [("claim", "Both sides", "were of view", "that trade grows")],
        ),
        (
            "Our thoughts are with the people of Kenya.",
            "Germany",
            [("concern", "Our thoughts", "are with", "the people of Kenya")],
        ),
        (
            "To urge the Government of Nicaragua to receive the mission.",
            "Organization of American States",
            [("call_on", None, "urge", "the Government of Nicaragua to receive the mission")],
        ),
        ("To support this effort, Kenya opened a school.", "Kenya", []),
        ("If we fail to act, we will lose their trust.", "Tonga", []),
    ],
)
def test_reads_acts_in_the_manner_of_many_issuers(
    sentence: str, issuer: str | None, rows: list[tuple[object, ...]]
) -> None:
    assert said(sentence, issuer=issuer).rows("act", "subject", "verb", "object_text") == rows


def test_takes_those_who_act_first_for_the_issuer_of_a_text_that_names_none() -> None:
    found = said("Japan and Peru welcome the treaty.", "Peru will open its market.", "Chad will open its market.")
    assert found.rows("act", "subject") == [("welcome", "Japan and Peru"), ("commit", "Peru")]
