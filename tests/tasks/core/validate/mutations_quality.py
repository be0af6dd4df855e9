"""Texts, languages, dates, statements and signatories that are not what they should be."""

from schemas.rules_model import WAREHOUSE
from tests.tasks.core.validate.mutations import IN_A, IN_B, IN_C, NOWHERE, Mutation, of
from tests.warehouse.made_rows import ARTICLE, STATEMENT, A, B, C

QUALITY: tuple[Mutation, ...] = (
    Mutation(
        "half of a text is neither in the body nor removed",
        f"update raw.texts set text = replace(text, 'Share', 'Share' || repeat(' More was said.', 50)) {IN_C}",
        WAREHOUSE,
        "body_keeps_text",
        (C,),
    ),
    Mutation(
        "a file is far longer than its text",
        "update raw.files set n_bytes = 10000 where path = 'a.txt'",
        WAREHOUSE,
        "text_fills_file",
        (A,),
    ),
    Mutation(
        "a file has far more pages than text",
        f"update raw.texts set n_pages = 30 {IN_B}",
        WAREHOUSE,
        "pages_are_read",
        (B,),
        {"pages_are_counted": (B,)},
    ),
    Mutation(
        "a document is in no known language",
        f"update core.documents set language_code = 'und', language_codes = ['und'] {IN_A}",
        WAREHOUSE,
        "language_is_known",
        (A,),
    ),
    Mutation(
        "a document in Latin letters is said to be Russian",
        f"update core.documents set language_code = 'ru', language_codes = ['ru'] {IN_A}",
        WAREHOUSE,
        "language_fits_script",
        (A,),
        {"values_have_candidates": of(A, "language_code"), "translation_has_other_language": (f"{STATEMENT}/{B}",)},
    ),
    Mutation(
        "a paragraph in Latin letters is said to be Ukrainian",
        f"update core.paragraphs set language_code = 'uk' {IN_A} and paragraph_no = 4",
        WAREHOUSE,
        "paragraph_fits_script",
        of(A, 4),
    ),
    Mutation(
        "a language is named twice",
        f"update core.documents set language_codes = ['en', 'fr', 'fr'] {IN_A}",
        WAREHOUSE,
        "languages_are_distinct",
        (A,),
    ),
    Mutation(
        "a day is not that of the date",
        f"update core.documents set date_start = '2021-05-02' {IN_A}",
        WAREHOUSE,
        "date_days_follow_edtf",
        (A,),
    ),
    Mutation(
        "a statement's days are not those of its date",
        f"update core.statements set date_end = date '2021-05-31' where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_days_follow_edtf",
        (STATEMENT,),
    ),
    Mutation(
        "a statement is of tomorrow",
        "update core.statements set date_edtf = '2026-01-04', date_start = '2026-01-04', date_end = "
        f"'2026-01-04' where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_date_within_reach",
        (STATEMENT,),
        {"statement_date_follows_basis": (STATEMENT,)},
    ),
    Mutation(
        "a statement says nothing that an act does",
        "delete from core.commitments; delete from core.speech_acts; update core.sentences set in_statement "
        f"= true {IN_A} and sentence_no = 1",
        WAREHOUSE,
        "statement_declares",
        (STATEMENT,),
        {"mention_in_statement_follows_sentence": of(A, 1)},
    ),
    Mutation(
        "a version covers next to nothing",
        f"update core.versions set coverage_ratio = 0.01 {IN_B}; update core.documents set coverage_ratio = "
        f"0.01 {IN_B}",
        WAREHOUSE,
        "version_covers_something",
        (f"{STATEMENT}/{B}",),
    ),
    Mutation(
        "a translation is in the same language",
        f"update core.versions set relation = 'translation' {IN_B}; update core.documents set relation = "
        f"'translation' {IN_B}",
        WAREHOUSE,
        "translation_has_other_language",
        (f"{STATEMENT}/{B}",),
        silenced={"version_keeps_sentences": of(B, 1, 3)},
    ),
    Mutation(
        "an article is nothing but the statement",
        f"update core.versions set relation = 'excerpt-in-article', start_char = 0 {IN_C}; update "
        f"core.documents set relation = 'excerpt-in-article' {IN_C}",
        WAREHOUSE,
        "article_is_more_than_statement",
        (f"{ARTICLE}/{C}",),
    ),
    Mutation(
        "quoted sentences are not in the span",
        f"update core.documents set carries_statement = true {IN_C}; update core.statements set "
        f"carries_statement = true where statement_id = '{ARTICLE}'; update core.sentences set in_statement = "
        f"true {IN_C} and sentence_no = 1; update core.mentions set in_statement = true {IN_C} and "
        "sentence_no = 1",
        WAREHOUSE,
        "quoted_sentences_within_span",
        (C,),
        {"statement_has_issuer": (ARTICLE,), "statement_has_date": (ARTICLE,)},
    ),
    Mutation(
        "a statement is there under two names",
        f"insert into core.statements by name select * replace ('{NOWHERE}' as statement_id, '{C}' as "
        "main_document_id, 1 as n_documents, [] as conflicting_fields) from core.statements where "
        f"statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_is_one",
        (
            f"{NOWHERE}",
            STATEMENT,
        ),
        {
            "statement_names_main_version": (f"{NOWHERE}",),
            "statement_counts_documents": (f"{NOWHERE}",),
            "statement_carries_text": (f"{NOWHERE}",),
            "statement_values_are_stated": (
                f"{NOWHERE}/issuer",
                f"{NOWHERE}/level",
                f"{NOWHERE}/place",
                f"{NOWHERE}/title",
            ),
            "statement_date_follows_basis": (f"{NOWHERE}",),
        },
    ),
    Mutation(
        "a statement's place is stated nowhere",
        f"update core.statements set place = 'Graz' where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_values_are_stated",
        (f"{STATEMENT}/place",),
    ),
    Mutation(
        "a statement's date is stated nowhere",
        "update core.statements set date_edtf = '2020', date_start = '2020-01-01', date_end = '2020-12-31' "
        f"where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_date_follows_basis",
        (STATEMENT,),
    ),
    Mutation(
        "a main version was elected for no reason",
        f"update core.statements set election_reasons = [] where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "election_has_reasons",
        (STATEMENT,),
    ),
    Mutation(
        "a main version has left while a copy is there",
        f"update raw.files set state = 'missing' {IN_A}; update core.documents set is_present = false {IN_A}",
        WAREHOUSE,
        "main_version_is_present",
        (STATEMENT,),
    ),
    Mutation(
        "a statement has no date",
        "update core.statements set date_edtf = null, date_start = null, date_end = null, date_basis = null "
        f"where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_has_date",
        (STATEMENT,),
    ),
    Mutation(
        "a statement's date is inferred",
        "update core.statements set date_edtf = '2021-05~', date_start = '2021-05-01', date_end = "
        f"'2021-05-31', date_basis = 'inferred' where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "date_is_stated",
        (STATEMENT,),
    ),
    Mutation(
        "a signatory became a member later",
        "update core.memberships set date_start = '2021-05-04' where member_id = 'country:UA'",
        WAREHOUSE,
        "signatory_was_member",
        (f"{STATEMENT}/UA",),
    ),
    Mutation(
        "a partner signs with the members",
        "delete from core.memberships where member_id = 'country:UA'",
        WAREHOUSE,
        "partners_sign",
        (STATEMENT,),
    ),
    Mutation(
        "a signatory was no state any more",
        f"update core.statements set signatories = ['AT', 'SU'] where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "signatory_existed",
        (f"{STATEMENT}/SU",),
        {"partners_sign": (STATEMENT,)},
    ),
    Mutation(
        "a statement's signatory is named twice",
        f"update core.statements set signatories = ['AT', 'UA', 'UA'] where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_signatories_sorted",
        (STATEMENT,),
    ),
    Mutation(
        "a statement's signatory is no state",
        f"update core.statements set signatories = ['AT', 'QQ'] where statement_id = '{STATEMENT}'",
        WAREHOUSE,
        "statement_signatories_are_known",
        (f"{STATEMENT}/QQ",),
        {"partners_sign": (STATEMENT,)},
    ),
    Mutation(
        "a mention could also mean what it means",
        f"update core.mentions set alternatives = [entity_id] {IN_A} and mention_no = 1",
        WAREHOUSE,
        "alternatives_are_others",
        of(A, 1),
    ),
    Mutation(
        "a state is member of a state",
        "update core.memberships set organisation_id = 'country:AT' where member_id = 'country:UA'",
        WAREHOUSE,
        "membership_is_in_body",
        ("country:AT/country:UA/1992-01-01",),
        {"partners_sign": (STATEMENT,)},
    ),
)
