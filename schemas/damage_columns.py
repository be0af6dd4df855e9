"""Columns of what copies lost: damages, losses, and what versions say against each other."""

from dataclasses import replace

from schemas import columns as c
from schemas import vocabularies as words
from schemas.model import Column

damage_no = Column("damage_no", "INTEGER", "Number of the damage in its document, from 1.", required=True, minimum=1)
damage = Column(
    "damage",
    "VARCHAR",
    "Kind of the damage. Kinds are disjoint: what is lost is told of once, with the largest thing it was lost with; "
    "only `sentences_joined` can stand beside a cut. "
    "`sentence_lost`: nothing is left of a sentence of the main version. "
    "`sentence_cut`: something is left, and its first or last words are gone, or five or more in a row inside; one row "
    "per sentence. "
    "`words_dropped`: one to four words in a row are gone inside a sentence. "
    "`number_lost`, `date_lost`: a number, or a date with its month, is gone by itself, or other words stand for it. "
    "`number_changed`: another number stands there. "
    "`paragraph_number_lost`: a paragraph that is left lost its printed number. "
    "`sentences_joined`: the stop between two sentences is gone. "
    "`word_misread`: most letters are the same, some are others. "
    "`word_split`, `words_joined`: the same letters with other spaces. "
    "`hyphen_left`: a hyphen too many inside a word; `hyphen_lost`: one too few. "
    "`mojibake`: the signs of one character that was decoded wrongly. "
    "`unreadable_character`: a run of replacement characters, or a question mark between two letters. "
    "`text_repeated`: five words or more in a row that the version has twice and the main version once. "
    "`text_inserted`: five words or more in a row, or a sentence, that the main version does not have. "
    "`note_mark_left`: the number of a footnote stands in the text. "
    "Other wording is no damage: `core.sentence_alignments` shows it. Of an excerpt, only what lies inside it counts; "
    "of a translation, a main version or a single one, only what its text shows by itself.",
    required=True,
    vocabulary=words.DAMAGES,
)
damage_start_char = replace(
    c.start_char, description="First character of the span in the body; where something is gone, the span is empty."
)
damage_main_sentence_no = replace(
    c.main_sentence_no, description="Sentence of the main version that is damaged; empty if none is."
)
main_start_char = Column(
    "main_start_char",
    "INTEGER",
    "First character, in the main version's body, of what is lost or stood there; empty if nothing did.",
    minimum=0,
)
main_end_char = Column(
    "main_end_char", "INTEGER", "Character after its last in the main version's body; empty if nothing was.", minimum=0
)
n_lost_words = Column(
    "n_lost_words", "INTEGER", "Words of the main version that are gone here.", required=True, minimum=0
)
n_lost_numbers = Column(
    "n_lost_numbers",
    "INTEGER",
    "Numbers in digits that are gone here, those of dates and of lost sentences included.",
    required=True,
    minimum=0,
)

damaged_text = Column("text", "VARCHAR", "What stands in the version; empty where something is gone.")
damaged_main_text = Column("main_text", "VARCHAR", "What the main version has there.")

n_damages = Column("n_damages", "BIGINT", "Damages of all kinds.")
n_sentences_lost = Column("n_sentences_lost", "BIGINT", "Sentences of the main version of which nothing is left.")
n_sentences_damaged = Column(
    "n_sentences_cut",
    "BIGINT",
    "Sentences of the main version that lost their beginning, their end, or five words in a row.",
)
n_words_dropped = Column("n_words_dropped", "BIGINT", "Places where one to four words are gone inside a sentence.")
n_numbers_lost = Column(
    "n_numbers_lost", "BIGINT", "Numbers that are gone from sentences which are otherwise there; none of a date."
)
n_numbers_changed = Column("n_numbers_changed", "BIGINT", "Numbers for which another stands.")
n_dates_lost = Column("n_dates_lost", "BIGINT", "Dates that are gone from sentences which are otherwise there.")
n_numbers_gone = Column(
    "n_numbers_gone",
    "BIGINT",
    "Numbers in digits that the version lacks in all, with those of dates, cut and lost sentences.",
)
n_paragraph_numbers_lost = Column("n_paragraph_numbers_lost", "BIGINT", "Paragraphs that lost their printed number.")
n_sentences_joined = Column("n_sentences_joined", "BIGINT", "Stops that are gone between two sentences.")
n_words_misread = Column("n_words_misread", "BIGINT", "Words with some letters misread.")
n_words_split = Column("n_words_split", "BIGINT", "Words with a space too many inside.")
n_words_joined = Column("n_words_joined", "BIGINT", "Places where words were run together.")
n_hyphens_left = Column("n_hyphens_left", "BIGINT", "Hyphens too many inside words.")
n_hyphens_lost = Column("n_hyphens_lost", "BIGINT", "Hyphens too few inside words.")
n_hyphens_repaired = Column(
    "n_hyphens_repaired", "BIGINT", "Hyphens at the ends of the file's lines that reading took out; none is left."
)
n_mojibake = Column("n_mojibake", "BIGINT", "Characters decoded wrongly that are left in the body.")
n_mojibake_repaired = Column(
    "n_mojibake_repaired", "BIGINT", "Characters decoded wrongly, in all of the file, that reading repaired."
)
n_unreadable_characters = Column("n_unreadable_characters", "BIGINT", "Places with characters that nobody can read.")
n_texts_repeated = Column("n_texts_repeated", "BIGINT", "Stretches that the version has twice.")
n_texts_inserted = Column("n_texts_inserted", "BIGINT", "Stretches that the main version does not have.")
n_note_marks_left = Column("n_note_marks_left", "BIGINT", "Numbers of footnotes that stand in the text.")
n_words_gone = Column("n_words_lost", "BIGINT", "Words of the main version that are gone.")
lost_ratio = Column("lost_ratio", "DOUBLE", "Share of the main version's words that are gone.", minimum=0, maximum=1)

loss = Column(
    "loss",
    "VARCHAR",
    "What would be lost: a `sentence`, whole or in part; an `entity` that the version mentions nowhere; a "
    "`commitment`, whole, or its amount or deadline.",
    vocabulary=words.LOSSES,
)
loss_key = Column(
    "loss_key",
    "VARCHAR",
    "The sentence or commitment of the main version by number, or the entity by id; unique in its kind.",
)
lost_name = Column(
    "lost", "VARCHAR", "The text of the sentence or commitment in the main version, or the entity's name."
)
lost_sentence_no = Column(
    "main_sentence_no", "INTEGER", "The sentence of the main version; of an entity, the first that mentions it."
)
is_whole_loss = Column(
    "is_whole",
    "BOOLEAN",
    "All of it is gone: true of entities, of sentences of which no word is left, of commitments not made there.",
)
n_lost = Column(
    "n_lost", "BIGINT", "Words of the sentence that are gone, mentions of the entity in the main version, or 1."
)
is_elsewhere = Column(
    "is_elsewhere",
    "BOOLEAN",
    "The main version of another statement mentions the entity, so that the corpus would still know it; of sentences "
    "and commitments, false.",
)

conflicting_fields = Column(
    "conflicting_fields",
    "VARCHAR[]",
    "Fields for which versions state values that exclude each other; more in `mart.metadata_conflicts`.",
    required=True,
    vocabulary=words.METADATA_FIELDS,
)
is_resolved_value = Column(
    "is_resolved", "BOOLEAN", "This is the value of the statement, or agrees with it at less precision."
)
