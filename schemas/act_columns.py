"""Columns of speech acts and commitments."""

from dataclasses import replace

from schemas import columns as c
from schemas import entity_columns as e
from schemas import vocabularies as words
from schemas.model import Column, optional

act_no = Column("act_no", "INTEGER", "Number of the act in its document, from 1.", required=True, minimum=1)
act = Column(
    "act",
    "VARCHAR",
    "What is done by saying it. "
    "`commit`: promises conduct of the speaker's own. `condemn`: holds a deed against somebody. `reject`: refuses, "
    "denies, does not recognise. `call_on`: asks something of somebody. `welcome`: praises, thanks, honours. "
    "`support`: takes a side. `reaffirm`: says a principle, position or commitment again. `announce`: makes known a "
    "decision or a new act of the speaker's own. `claim`: says what the speaker itself has done or is doing, or "
    "asserts by a verb of claiming. `concern`: worry, regret, grief. `stress`: gives weight to a point. `note`: takes "
    "knowledge, recalls, recognises.",
    required=True,
    vocabulary=words.ACTS,
)
plover_code = Column(
    "plover_code",
    "VARCHAR",
    "Event type of the PLOVER ontology that fits the act; empty where none does.",
    vocabulary=words.PLOVER_CODES,
)
verb = Column("verb", "VARCHAR", "The words that do the act, in small letters, adverbs left out.", required=True)
subject = Column(
    "subject",
    "VARCHAR",
    "Who acts, as printed, without what follows in commas; empty where the speaker is not printed.",
)
subject_entity_id = replace(
    optional(e.entity_id),
    name="subject_entity_id",
    description="Who the subject is: whom it names, or the issuer where it says `we` in its own statement.",
)
target_entity_id = replace(
    optional(e.entity_id),
    name="target_entity_id",
    description="Whom the act is aimed at: who is asked, condemned, thanked, supported, promised help. Empty where "
    "nobody is named, and of acts that are aimed at nobody (`note`, `stress`, `reaffirm`, `announce`, `claim`).",
)
act_speaker = replace(
    c.speaker, description="Who is quoted or reported as saying it; empty where the issuer of the text speaks."
)
object_text = Column(
    "object_text",
    "VARCHAR",
    "What the act is about, with white space collapsed: from after the verb to the next act, a semicolon or the end of "
    "the sentence; of a passive, its subject.",
    required=True,
)
polarity = Column(
    "polarity",
    "VARCHAR",
    "`negative` where the act itself is negated (`will not waver`), else `positive`; `reject` is no negation.",
    required=True,
    vocabulary=words.POLARITIES,
)
act_start_char = replace(c.start_char, description="First character of the clause in the body.")
act_end_char = replace(c.end_char, description="Character after the clause's last in the body.")
subject_start_char = Column(
    "subject_start_char", "INTEGER", "First character of the subject in the body; empty without one.", minimum=0
)
verb_start_char = Column(
    "verb_start_char", "INTEGER", "First character of the verb in the body.", required=True, minimum=0
)
verb_end_char = Column(
    "verb_end_char", "INTEGER", "Character after the verb's last word in the body.", required=True, minimum=0
)
object_start_char = Column(
    "object_start_char", "INTEGER", "First character of the object in the body.", required=True, minimum=0
)
object_end_char = Column(
    "object_end_char", "INTEGER", "Character after the object's last in the body.", required=True, minimum=0
)

commitment_no = Column(
    "commitment_no", "INTEGER", "Number of the commitment in its document, from 1.", required=True, minimum=1
)
amount = Column(
    "amount", "DOUBLE", "The number promised, scales such as `billion` resolved; empty where none is stated."
)
unit = Column(
    "unit",
    "VARCHAR",
    "ISO 4217 code of money, `%` with what of, or the thing counted as printed, in small letters.",
)
qualifier = Column(
    "qualifier",
    "VARCHAR",
    "What the text says of the amount: a lower bound, an upper bound, an approximation; empty where nothing.",
    vocabulary=words.AMOUNT_QUALIFIERS,
)
amount_start_char = Column(
    "amount_start_char", "INTEGER", "First character of the amount in the body; empty without one.", minimum=0
)
amount_end_char = Column(
    "amount_end_char", "INTEGER", "Character after the amount's last in the body; empty without one.", minimum=0
)
deadline_edtf = Column(
    "deadline_edtf",
    "VARCHAR",
    "When it is to be done, in EDTF; relative ones are counted from the statement's date. Empty where the text does "
    "not settle it.",
)
deadline_text = Column("deadline_text", "VARCHAR", "The deadline as printed; empty where none is stated.")
deadline_start_char = Column(
    "deadline_start_char", "INTEGER", "First character of the deadline in the body; empty without one.", minimum=0
)
deadline_end_char = Column(
    "deadline_end_char", "INTEGER", "Character after the deadline's last in the body; empty without one.", minimum=0
)

target_name = Column("target", "VARCHAR", "Name of whom the act is aimed at; empty where nobody is named.")
target_iso_code = Column("target_iso_code", "VARCHAR", "ISO 3166-1 alpha-2 of the target, if it is a state.")
