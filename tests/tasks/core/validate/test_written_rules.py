"""Each written rule finds exactly the rows that break it, and no rule passes because there was nothing to look at."""

from collections.abc import Iterator

import duckdb
import pytest

from schemas.rules import domain_rules
from tasks.core.validate.queries import check_query
from tests.tasks.core.validate.quality_breaks import QUALITY_BREAKS, QUALITY_UNSEEN
from tests.warehouse.made import connect, made_tables
from tests.warehouse.made_rows import ARTICLE, FULL, STATEMENT, A, B, C, structure

RULES = {rule.rule_id: rule for rule in domain_rules()}

# what already breaks a rule in the made warehouse: the marks of the damaged copy
DAMAGE = {
    "sentence_is_whole": {f"{B}/2", f"{B}/3"},
    "version_keeps_sentences": {f"{B}/1", f"{B}/3"},
}
# rules on rows that no document of the made warehouse has
UNSEEN = {"duplicate_covers_all", "inferred_date_says_so", *QUALITY_UNSEEN}

BODY_END = len(structure(A, FULL)[0])  # cleaning took out what follows in the text
AT = f"where document_id = '{A}'"

PASSAGE = "pa-" + "1" * 16
AGREED = f"{PASSAGE}/{STATEMENT}/{structure(A, FULL)[0].index('We stand')}"

BREAKS: dict[str, tuple[str, set[str]]] = {
    **QUALITY_BREAKS,
    "act_within_sentence": (f"update core.speech_acts set sentence_no = 6 {AT} and act_no = 1", {f"{A}/1"}),
    "act_spans_in_order": (
        f"update core.speech_acts set verb_end_char = verb_start_char {AT} and act_no = 2",
        {f"{A}/2"},
    ),
    "act_object_is_body": (f"update core.speech_acts set object_text = 'other words' {AT} and act_no = 1", {f"{A}/1"}),
    "act_in_statement_follows_sentence": (
        f"update core.speech_acts set in_statement = false {AT} and act_no = 3",
        {f"{A}/3"},
    ),
    "acts_numbered_from_one": (f"delete from core.speech_acts {AT} and act_no = 1", {A}),
    "commitment_belongs_to_act": (f"update core.commitments set act_no = 77 {AT}", {f"{A}/1"}),
    "commitments_numbered_from_one": (f"update core.commitments set commitment_no = 2 {AT}", {A}),
    "deadline_is_body": (f"update core.commitments set deadline_text = 'tomorrow' {AT}", {f"{A}/1"}),
    "amount_within_sentence": (f"update core.commitments set amount_start_char = 0 {AT}", {f"{A}/1"}),
    "uncovered_phrase_is_body": (
        f"update core.uncovered_spans set start_char = start_char + 1 {AT}",
        {f"{A}/with its people"},
    ),
    "uncovered_phrase_is_uncovered": (
        f"update core.uncovered_spans set start_char = start_char - 12 {AT}",
        {f"{A}/with its people"},
    ),
    "uncovered_phrases_counted": ("update core.uncovered_phrases set n_documents = 7", {"with its people"}),
    "paragraphs_within_body": (f"update core.paragraphs set end_char = 9999 {AT} and paragraph_no = 4", {f"{A}/4"}),
    "sentences_within_body": (f"update core.sentences set end_char = start_char {AT} and sentence_no = 3", {f"{A}/3"}),
    "mentions_within_body": (f"update core.mentions set end_char = 9999 {AT} and mention_no = 1", {f"{A}/1"}),
    "versions_within_body": (f"update core.versions set end_char = 9999 {AT}", {f"{STATEMENT}/{A}"}),
    "removed_within_text": (f"update raw.removed set end_char = 9999 {AT} and text = 'Share'", {f"{A}/{BODY_END + 1}"}),
    "marks_within_text": (f"update raw.marks set end_char = 9999 {AT}", {f"{A}/0/9999/block"}),
    "sentences_within_paragraphs": (
        f"update core.sentences set paragraph_no = 2 {AT} and sentence_no = 3",
        {f"{A}/3"},
    ),
    "mentions_within_sentences": (f"update core.mentions set sentence_no = 77 {AT} and mention_no = 1", {f"{A}/1"}),
    "paragraphs_in_order": (f"update core.paragraphs set start_char = 3 {AT} and paragraph_no = 2", {f"{A}/2"}),
    "sentences_in_order": (
        f"update core.sentences set start_char = start_char - 2 {AT} and sentence_no = 4",
        {f"{A}/4"},
    ),
    "mentions_in_order": (
        f"insert into core.mentions by name select * replace (99 as mention_no, end_char + 1 as end_char) "
        f"from core.mentions {AT} and mention_no = 1",
        {f"{A}/99"},
    ),
    "removed_in_order": (
        f"update raw.removed set start_char = start_char - 1 {AT} and text = 'Share'",
        {f"{A}/{BODY_END}"},
    ),
    "paragraphs_numbered_from_one": (f"delete from core.paragraphs {AT} and paragraph_no = 2", {A}),
    "sentences_numbered_from_one": (f"update core.sentences set sentence_no = sentence_no + 1 {AT}", {A}),
    "mentions_numbered_from_one": (f"delete from core.mentions {AT} and mention_no = 1", {A}),
    "document_notes_numbered_from_one": (f"update core.document_notes set note_no = 2 {AT}", {A}),
    "pages_are_counted": ("update raw.texts set n_pages = 3", {A, B, C}),
    "pages_without_text_are_noted": (f"update core.document_notes set page_no = 1 {AT}", {A}),
    "removed_slices_back": (f"update raw.removed set text = 'share' {AT} and text = 'Share'", {f"{A}/{BODY_END + 1}"}),
    "mentions_slice_back": (f"update core.mentions set surface = 'Wien' {AT} and mention_no = 2", {f"{A}/2"}),
    "body_is_not_empty": (f"update core.documents set body = E' \\n\\t ' {AT}", {A}),
    "body_has_letters": (f"update core.documents set body = '1 2 3 4 € 5 6 a' {AT}", {A}),
    "printed_numbers_without_gaps": (
        f"update core.paragraphs set printed_number = '4' {AT} and printed_number = '2'",
        {f"{A}/4"},
    ),
    "pages_in_order": (f"update core.paragraphs set page_no = 3 {AT} and paragraph_no = 1", {f"{A}/1"}),
    "document_has_sentences": (f"delete from core.sentences {AT}", {A}),
    "is_statement_follows_kind": (f"update core.documents set kind = 'article' {AT}", {A}),
    "statement_carries_itself": (f"update core.documents set carries_statement = false {AT}", {A}),
    "main_language_first": (f"update core.documents set language_codes = ['fr', 'en'] {AT}", {A}),
    "date_in_order": (f"update core.documents set date_end = '2020-01-01' {AT}", {A}),
    "date_days_have_edtf": (f"update core.documents set date_edtf = null {AT}", {A}),
    "date_within_reach": (f"update core.documents set date_start = '1821-05-03' {AT}", {A}),
    "signatories_sorted": (f"update core.documents set signatories = ['UA', 'AT'] {AT}", {A}),
    "signatories_are_known": (f"update core.documents set signatories = ['AT', 'QQ'] {AT}", {A}),
    "one_chosen_candidate": ("update core.metadata_candidates set is_chosen = true", {f"{d}/kind" for d in (A, B, C)}),
    "evidence_slices_back": (
        f"update core.metadata_candidates set evidence = 'elsewhere' {AT} and candidate_no in (1, 2)",
        {f"{A}/1", f"{A}/2"},
    ),
    "values_have_candidates": (
        f"update core.metadata_candidates set is_chosen = false {AT} and field in ('issuer', 'signatories')",
        {f"{A}/issuer", f"{A}/signatories"},
    ),
    "title_is_printed": (f"update core.documents set title = 'Statement of the Rhine Council' {AT}", {A}),
    "place_is_printed": (f"update core.documents set place = 'Graz' {AT}", {A}),
    "date_not_after_arrival": (f"update core.documents set date_start = '2031-05-03' {AT}", {A}),
    "numbered_paragraphs_counted": (f"update core.documents set n_numbered = 3 {AT}", {A}),
    "sentence_is_whole": (
        f"update core.documents set body = replace(body, 'shelter.', 'shelter ') {AT}",
        {*DAMAGE["sentence_is_whole"], f"{A}/5"},
    ),
    "present_file_has_document": (
        "update raw.files set state = 'present', document_id = repeat('d', 64) where path = 'old.txt'",
        {f"raw/old.txt/{'d' * 64}"},
    ),
    "file_is_what_its_name_says": (
        "update raw.files set named_media_type = 'application/pdf' where path = 'b.txt'",
        {f"raw/b.txt/{B}"},
    ),
    "one_present_file_per_path": ("update raw.files set path = 'a.txt' where path = 'b.txt'", {"raw/a.txt"}),
    "document_has_file": (f"delete from raw.files {AT}", {A}),
    "presence_follows_files": ("update raw.files set state = 'missing' where path = 'a.txt'", {A}),
    "document_has_text": (f"delete from raw.texts {AT}", {A}),
    "one_main_version": (f"update core.versions set is_main = true where document_id = '{B}'", {STATEMENT}),
    "statement_names_main_version": (f"update core.statements set main_document_id = '{B}'", {STATEMENT, ARTICLE}),
    "main_version_covers_itself": (f"update core.versions set coverage_ratio = 0.9 {AT}", {f"{STATEMENT}/{A}"}),
    "main_version_relation": ("update core.versions set relation = 'full'", {f"{STATEMENT}/{B}"}),
    "truncated_covers_less": ("update core.versions set coverage_ratio = 1.0", {f"{STATEMENT}/{B}"}),
    "duplicate_covers_all": ("update core.versions set relation = 'duplicate'", {f"{STATEMENT}/{B}"}),
    "document_has_version": (f"delete from core.versions where document_id = '{C}'", {C}),
    "document_agrees_with_version": (
        f"update core.documents set relation = 'revised' where document_id = '{B}';"
        f"update core.documents set statement_id = null {AT}",
        {A, B},
    ),
    "statement_counts_documents": (f"delete from core.versions where document_id = '{B}'", {STATEMENT}),
    "pair_in_order": (
        f"update core.version_pairs set document_id = '{B}', other_document_id = '{A}' where decision = 'linked'",
        {f"{B}/{A}"},
    ),
    "linked_pair_shares_statement": ("update core.version_pairs set decision = 'linked'", {f"{A}/{C}"}),
    "statement_has_issuer": ("update core.statements set issuer = null", {STATEMENT}),
    "statement_has_name": ("update core.statements set issuer = null, title = null", {STATEMENT}),
    "statement_date_has_basis": ("update core.statements set date_basis = null", {STATEMENT}),
    "statement_date_in_order": ("update core.statements set date_end = '2020-01-01'", {STATEMENT}),
    "inferred_date_says_so": (
        f"update core.statements set date_basis = 'inferred' where statement_id = '{STATEMENT}'",
        {STATEMENT},
    ),
    "statement_carries_text": ("update core.statements set carries_statement = true", {ARTICLE}),
    "aligned_sentence_exists": (
        "update core.sentence_alignments set sentence_no = 77 where alignment_no = 4",
        {f"{B}/4"},
    ),
    "aligned_main_sentence_exists": (
        "update core.sentence_alignments set main_sentence_no = 77 where alignment_no = 4",
        {f"{B}/4"},
    ),
    "alignment_is_with_main_version": (
        f"update core.sentence_alignments set main_document_id = '{C}' where alignment_no = 4",
        {f"{B}/4"},
    ),
    "change_fits_sentences": (
        "update core.sentence_alignments set change = 'missing' where alignment_no = 1;"
        "update core.sentence_alignments set change = 'added' where alignment_no = 2;"
        "update core.sentence_alignments set sentence_no = null where alignment_no = 3",
        {f"{B}/1", f"{B}/2", f"{B}/3"},
    ),
    "main_sentences_are_aligned": (
        "delete from core.sentence_alignments where alignment_no = 3",
        {f"{B}/main sentence 5"},
    ),
    "version_keeps_sentences": (
        "update core.sentence_alignments set change = 'missing' where alignment_no = 4",
        {*DAMAGE["version_keeps_sentences"], f"{B}/4"},
    ),
    "agreed_text_is_body": ("update core.agreed_language set text = 'We' where is_first_use", {AGREED}),
    "agreed_use_is_in_main_version": (
        f"update core.agreed_language set document_id = '{B}' where is_first_use",
        {AGREED},
    ),
    "agreed_use_is_in_sentence": ("update core.agreed_language set sentence_no = 1 where is_first_use", {AGREED}),
    "passage_has_one_first_use": ("update core.agreed_language set is_first_use = true", {PASSAGE}),
    "passage_is_in_several_statements": ("update core.agreed_language set n_statements = 3", {PASSAGE}),
    "damages_within_bodies": (
        "update core.damages set end_char = 9999 where damage_no = 1;"
        "update core.damages set main_end_char = null where damage_no = 2",
        {f"{B}/1", f"{B}/2"},
    ),
    "damage_is_beside_main_version": (
        f"update core.damages set main_document_id = '{C}', main_start_char = 0, main_end_char = 1 where damage_no = 2",
        {f"{B}/2"},
    ),
    "damaged_sentence_exists": ("update core.damages set main_sentence_no = 77 where damage_no = 1", {f"{B}/1"}),
    "conflict_has_two_values": (
        f"update core.statements set conflicting_fields = ['level', 'title'] where statement_id = '{STATEMENT}'",
        {f"{STATEMENT}/title"},
    ),
    "mention_label_agrees": (f"update core.mentions set label = 'ORG' {AT} and mention_no = 2", {f"{A}/2"}),
    "mention_in_statement_follows_sentence": (
        f"update core.mentions set in_statement = not in_statement {AT} and mention_no = 2",
        {f"{A}/2"},
    ),
    "capital_refers_to_state": (
        "update core.mentions set refers_to_entity_id = 'org:danube-council' "
        f"{AT} and refers_to_entity_id is not null and in_statement",
        {f"{A}/3"},
    ),
    "entity_is_used": ("insert into core.entities values ('org:nobody', 'ORG', 'Nobody', null)", {"org:nobody"}),
    "entity_id_says_label": (
        "update core.entities set label = 'PERSON' where entity_id = 'org:danube-council'",
        {"org:danube-council"},
    ),
    "entity_name_is_one": (
        "insert into core.entities values ('place:wien', 'PLACE', 'Vienna', null)",
        {"PLACE/Vienna"},
    ),
    "country_has_iso_code": (
        "update core.entities set iso_code = null where iso_code = 'AT';"
        "update core.entities set iso_code = 'AT' where label = 'PLACE'",
        {"country:AT", "place:vienna"},
    ),
    "membership_in_order": (
        "update core.memberships set date_end = '1980-01-01' where date_end is not null",
        {"org:danube-council/country:AT/1990-01-01"},
    ),
    "memberships_do_not_overlap": (
        "update core.memberships set date_end = null",
        {"org:danube-council/country:AT/2001-01-01"},
    ),
}


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    return connect(made_tables())


@pytest.fixture
def untouched(warehouse: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made warehouse, put back after the test."""
    warehouse.execute("begin transaction")
    yield warehouse
    warehouse.execute("rollback")


def test_every_written_rule_is_broken_here_once() -> None:
    assert sorted(BREAKS) == sorted(RULES)


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_the_made_warehouse_breaks_nothing_but_by_its_damage(
    warehouse: duckdb.DuckDBPyConnection, rule_id: str
) -> None:
    finding = check_query(warehouse, RULES[rule_id])
    assert finding.error == ""
    assert {offender.row_key for offender in finding.offenders} == DAMAGE.get(rule_id, set())
    assert (finding.n_checked == 0) == (rule_id in UNSEEN)


@pytest.mark.parametrize("rule_id", sorted(BREAKS))
def test_a_broken_rule_names_exactly_the_rows(untouched: duckdb.DuckDBPyConnection, rule_id: str) -> None:
    mutation, expected = BREAKS[rule_id]
    untouched.execute(mutation)
    finding = check_query(untouched, RULES[rule_id])
    assert finding.error == ""
    assert finding.n_checked > 0
    assert {offender.row_key for offender in finding.offenders} == expected
    assert all(offender.detail for offender in finding.offenders)
