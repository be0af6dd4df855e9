"""How the columns of the views on damage, losses, contradictions, shared wording and members are explained."""

from collections.abc import Iterator, Mapping

from schemas import damage_views
from tasks.core.explain.documents import candidate
from tasks.core.explain.model import KNOWLEDGE, ROWS, TEXT, Case, Evidence, Kind
from tasks.core.explain.pairs import HURT
from tasks.core.explain.spans import both, files, sentence, spot
from tasks.core.explain.view_parts import (
    STATEMENT_TITLE,
    Shown,
    listed,
    of_base,
    path_of,
    rows_listed,
    through,
)
from tasks.core.explain.views import WORDS

ONE = "core.statements"
DAMAGES: Mapping[str, Shown] = {
    **of_base(damage_views.MART_DAMAGES, "core.damages"),
    "statement_id": Kind(
        "The statement whose main version the damage was found beside.",
        ROWS,
        HURT,
        query="select statement_id from core.statements where main_document_id = $main_document_id",
    ),
    "path": path_of(),
    "text": Kind("The characters of the body at this span; empty where something is gone.", TEXT, HURT),
    "main_text": Kind("The characters of the main version's body at this span.", TEXT, HURT),
}
OF_VERSION = (
    "from core.damages as damages join core.statements as statements"
    " on statements.main_document_id = damages.main_document_id"
    " where damages.document_id = $document_id and statements.statement_id = $statement_id"
)


def counted(what: str, condition: str = "true", select: str = "count(*)") -> Kind:
    """Damages of a version, counted."""
    rows = f"{OF_VERSION} and {condition}"
    find = listed(f"select damages.* {rows} order by damages.damage_no", "a damage that is counted")
    return Kind(
        f"{what}, counted; each is a row of core.damages.", ROWS, both(find, files()), query=f"select {select} {rows}"
    )


COUNTED = {
    "n_sentences_lost": "sentence_lost",
    "n_words_dropped": "words_dropped",
    "n_numbers_lost": "number_lost",
    "n_numbers_changed": "number_changed",
    "n_dates_lost": "date_lost",
    "n_paragraph_numbers_lost": "paragraph_number_lost",
    "n_sentences_joined": "sentences_joined",
    "n_words_misread": "word_misread",
    "n_words_split": "word_split",
    "n_words_joined": "words_joined",
    "n_hyphens_left": "hyphen_left",
    "n_hyphens_lost": "hyphen_lost",
    "n_mojibake": "mojibake",
    "n_unreadable_characters": "unreadable_character",
    "n_texts_repeated": "text_repeated",
    "n_texts_inserted": "text_inserted",
    "n_note_marks_left": "note_mark_left",
}
LOST_WORDS = f"select coalesce(sum(damages.n_lost_words), 0) {OF_VERSION}"
VERSION_DAMAGE: Mapping[str, Shown] = {
    **of_base(damage_views.VERSION_DAMAGE, "core.versions"),
    **STATEMENT_TITLE,
    "path": path_of(),
    "n_damages": counted("Damages of all kinds"),
    **{name: counted(f"Damages of the kind `{kind}`", f"damages.damage = '{kind}'") for name, kind in COUNTED.items()},
    "n_sentences_cut": counted(
        "Sentences with a damage of the kind `sentence_cut`, each once",
        "damages.damage = 'sentence_cut'",
        "count(distinct damages.main_sentence_no)",
    ),
    "n_words_lost": counted(
        "Words that are gone", "damages.n_lost_words > 0", "coalesce(sum(damages.n_lost_words), 0)"
    ),
    "n_numbers_gone": counted(
        "Numbers that are gone", "damages.n_lost_numbers > 0", "coalesce(sum(damages.n_lost_numbers), 0)"
    ),
    "lost_ratio": Kind(
        "The words that are gone, by all words of the statement in its main version; 0 of a main version.",
        ROWS,
        counted("", "damages.n_lost_words > 0").find,
        query="select case when (select is_main from core.versions where statement_id = $statement_id"
        f" and document_id = $document_id) then 0 else least(({LOST_WORDS}) / ({WORDS}), 1.0) end",
    ),
    "n_hyphens_repaired": Kind(
        "Stretches that the rule `line_hyphen` took out of the file's text, counted.",
        ROWS,
        both(
            rows_listed("from raw.removed where document_id = $document_id and rule = 'line_hyphen'", "taken out"),
            files(),
        ),
        query="select count(*) from raw.removed where document_id = $document_id and rule = 'line_hyphen'",
    ),
    "n_mojibake_repaired": Kind(
        "Characters that reading repaired, as it noted.",
        ROWS,
        both(
            rows_listed(
                "from core.document_notes where document_id = $document_id and note = 'mojibake_repaired'", "noted"
            ),
            files(),
        ),
        query="select coalesce(sum(n_found), 0) from core.document_notes where document_id = $document_id"
        " and note = 'mojibake_repaired'",
    ),
}


def main_sentence(case: Case) -> Iterator[Evidence]:
    """The sentence of the main version that the loss is told by."""
    query = (
        "select sentences.* from core.statements as statements join core.sentences as sentences"
        " on sentences.document_id = statements.main_document_id where statement_id = ? and sentence_no = ?"
    )
    for row in case.reader.rows(query, case.row["statement_id"], case.row["main_sentence_no"]):
        yield from spot(case.reader, row, note="the sentence of the main version")


LOST = both(
    main_sentence,
    listed(
        f"select damages.* {OF_VERSION} and damages.main_sentence_no = $main_sentence_no order by damage_no",
        "a damage of it",
    ),
    files(),
)
LOSS = "Told by holding the version against the main version: what this sentence says is not in it."
VERSION_LOSSES: Mapping[str, Shown] = {
    **STATEMENT_TITLE,
    **through(
        "core.versions",
        ("statement_id", "document_id"),
        statement_id="statement_id",
        document_id="document_id",
        relation="relation",
    ),
    "path": path_of(),
    **{name: Kind(LOSS, TEXT, LOST) for name in ("loss", "loss_key", "lost", "main_sentence_no", "is_whole", "n_lost")},
    **through("core.entities", ("entity_id",), label="label", entity_id="entity_id"),
    "is_elsewhere": Kind(
        "Whether the main version of another statement mentions the entity.",
        ROWS,
        both(
            rows_listed(
                "select statement_id, n_mentions, statement_title from mart.mentions_by_statement"
                " where entity_id = $entity_id and statement_id != $statement_id order by statement_id",
                "another statement that mentions it",
            ),
            LOST,
        ),
    ),
}


def stated(case: Case) -> Iterator[Evidence]:
    """The candidate that the version states."""
    for row in case.reader.candidates(case.document_id, case.row["field"]):
        if row["is_chosen"]:
            yield from candidate(case.reader, row, f"says {row['value']}")


STATED = "What this version states of itself: its chosen candidate for the field."
CONFLICTS: Mapping[str, Shown] = {
    **STATEMENT_TITLE,
    **through("core.versions", ("statement_id", "document_id"), statement_id="statement_id", document_id="document_id"),
    **through("core.versions", ("statement_id", "document_id"), is_main="is_main", relation="relation"),
    "path": path_of(),
    "field": Kind("A field of `conflicting_fields` of the statement.", TEXT, stated),
    **{name: Kind(STATED, TEXT, stated) for name in ("value", "evidence", "evidence_in", "rule", "confidence")},
    "is_resolved": Kind("Whether the statement has this value, or one that is more precise.", TEXT, stated),
}
USES = listed(
    "from core.agreed_language where passage_id = $passage_id order by is_first_use desc, statement_id, start_char",
    "a use",
)
PASSAGE = "where passage_id = $passage_id"
AGREED: Mapping[str, Shown] = {
    "passage_id": Kind("Made from the words of the first use.", TEXT, USES),
    "text": Kind(
        "The words of the first use.",
        TEXT,
        USES,
        query=f"select text from core.agreed_language {PASSAGE} and is_first_use",
    ),
    "n_statements": Kind(
        "The statements that use it, counted.",
        ROWS,
        USES,
        query=f"select count(distinct statement_id) from core.agreed_language {PASSAGE}",
    ),
    "n_uses": Kind("Its uses, counted.", ROWS, USES, query=f"select count(*) from core.agreed_language {PASSAGE}"),
    "n_varied_uses": Kind(
        "Uses with other words than the first, counted.",
        ROWS,
        USES,
        query=f"select count(*) from core.agreed_language {PASSAGE} and change = 'varied'",
    ),
    "first_statement_id": Kind("The statement of the first use, by the dates of statements.", TEXT, USES),
    **through(ONE, ("first_statement_id",), first_title="title", first_issuer="issuer", first_date_edtf="date_edtf"),
    "last_statement_id": Kind("Of the statements with a date that use it, the latest.", TEXT, USES),
    **through(ONE, ("last_statement_id",), last_date_edtf="date_edtf"),
    "issuers": Kind("The issuers of the statements that use it.", ROWS, USES),
}
BESIDE = both(
    listed(
        "from core.mentions where document_id = $main_document_id and mention_no = $main_mention_no",
        "in the main version",
    ),
    listed(
        "from core.mentions where document_id = $document_id and mention_no = $mention_no", "what stands for it here"
    ),
    sentence("main_sentence_no", "main_document_id", "its sentence in the main version"),
    files(),
)
MAIN = ("main_document_id", "main_mention_no")
COUNTERPARTS: Mapping[str, Shown] = {
    **through(
        "core.versions",
        ("statement_id", "document_id"),
        statement_id="statement_id",
        document_id="document_id",
        relation="relation",
    ),
    **through("core.mentions", ("document_id", "mention_no"), mention_no="mention_no", surface="surface"),
    **through(
        "core.mentions",
        MAIN,
        main_document_id="document_id",
        main_mention_no="mention_no",
        main_sentence_no="sentence_no",
        main_surface="surface",
        label="label",
        entity_id="entity_id",
    ),
    **through("core.entities", ("entity_id",), name="name"),
    "is_lost": Kind("Whether no mention of the version stands for it in the sentences that are aligned.", TEXT, BESIDE),
}
MEMBERSHIP = ("organisation_id", "member_id", "member_since")
IN_STATEMENT = both(
    listed(
        "select mentions.* from core.versions as versions join core.mentions as mentions using (document_id)"
        " where versions.is_main and versions.statement_id = $statement_id and mentions.entity_id = $organisation_id"
        " and mentions.in_statement order by mentions.start_char",
        "where the statement mentions the organisation",
    ),
    rows_listed(
        "from core.memberships where organisation_id = $organisation_id and member_id = $member_id", "the membership"
    ),
)
MEMBERS: Mapping[str, Shown] = {
    **STATEMENT_TITLE,
    **through(ONE, ("statement_id",), statement_id="statement_id", date_edtf="date_edtf"),
    **through("core.entities", ("organisation_id",), organisation_id="entity_id", organisation="name"),
    **through("core.entities", ("member_id",), member_id="entity_id", name="name", iso_code="iso_code"),
    **through("core.memberships", MEMBERSHIP, member_since="date_start"),
    "is_issuer": Kind("Whether the organisation is the issuer of the statement, by name.", KNOWLEDGE, IN_STATEMENT),
    "is_certain": Kind(
        "Whether the membership holds on every day that the statement's date can mean.", KNOWLEDGE, IN_STATEMENT
    ),
}
VIEW_KINDS: Mapping[str, Mapping[str, Shown]] = {
    "mart.damages": DAMAGES,
    "mart.version_damage": VERSION_DAMAGE,
    "mart.version_losses": VERSION_LOSSES,
    "mart.metadata_conflicts": CONFLICTS,
    "mart.agreed_language": AGREED,
    "mart.mention_counterparts": COUNTERPARTS,
    "mart.members": MEMBERS,
}
