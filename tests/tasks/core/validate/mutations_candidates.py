"""The evidence for what a document says, spoilt."""

from schemas.rules_model import DOCUMENTS, WAREHOUSE
from tests.tasks.core.validate.mutations import IN_A, IN_B, Mutation, of
from tests.warehouse.made_rows import A, B

CANDIDATES: tuple[Mutation, ...] = (
    Mutation(
        "two values of a field are chosen",
        f"update core.metadata_candidates set is_chosen = true {IN_B} and value = 'other'",
        DOCUMENTS,
        "one_chosen_candidate",
        of(B, "kind"),
    ),
    Mutation(
        "a value has no chosen candidate",
        f"update core.metadata_candidates set is_chosen = false {IN_A} and field = 'signatories'",
        WAREHOUSE,
        "values_have_candidates",
        of(A, "signatories"),
    ),
    Mutation(
        "evidence is moved by one",
        f"update core.metadata_candidates set start_char = start_char + 1, end_char = end_char + 1 {IN_A} and "
        "candidate_no = 2",
        DOCUMENTS,
        "evidence_slices_back",
        of(A, 2),
    ),
    Mutation(
        "evidence of the text as found is other words",
        f"update core.metadata_candidates set evidence = 'elsewhere' {IN_A} and candidate_no = 1",
        DOCUMENTS,
        "evidence_slices_back",
        of(A, 1),
    ),
    Mutation(
        "evidence begins before the body",
        f"update core.metadata_candidates set start_char = -2 {IN_A} and candidate_no = 3",
        DOCUMENTS,
        "core.metadata_candidates.start_char.between",
        of(A, 3),
        {"evidence_slices_back": of(A, 3)},
    ),
    Mutation(
        "evidence ends before the body",
        f"update core.metadata_candidates set end_char = -2 {IN_A} and candidate_no = 3",
        DOCUMENTS,
        "core.metadata_candidates.end_char.between",
        of(A, 3),
        {"evidence_slices_back": of(A, 3)},
    ),
    Mutation(
        "evidence stands in no known place",
        f"update core.metadata_candidates set evidence_in = 'margin' {IN_B} and candidate_no = 1",
        WAREHOUSE,
        "core.metadata_candidates.evidence_in.vocabulary",
        of(B, 1),
    ),
    Mutation(
        "a candidate is for no field",
        f"update core.metadata_candidates set field = 'mood' {IN_B} and value = 'other'",
        WAREHOUSE,
        "core.metadata_candidates.field.vocabulary",
        of(B, 6),
    ),
    Mutation(
        "a candidate is trusted more than fully",
        f"update core.metadata_candidates set confidence = 1.01 {IN_A} and candidate_no = 1",
        WAREHOUSE,
        "core.metadata_candidates.confidence.between",
        of(A, 1),
    ),
    Mutation(
        "a candidate has no number",
        f"update core.metadata_candidates set candidate_no = null {IN_B} and value = 'other'",
        DOCUMENTS,
        "core.metadata_candidates.candidate_no.not_null",
        (f"{B}/",),
    ),
    Mutation(
        "a candidate is number 0",
        f"update core.metadata_candidates set candidate_no = 0 {IN_B} and value = 'other'",
        DOCUMENTS,
        "core.metadata_candidates.candidate_no.between",
        of(B, 0),
    ),
)
