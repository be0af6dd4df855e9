"""Rules on speech acts and commitments: every value stands in the body where the row says.

They warn: an act that was read wrongly is no reason to publish nothing.
"""

from schemas.rules_misread import MISREAD_PARTS
from schemas.rules_model import WARNING, Rule, annotation_rule

ACT_KEY = "acts.document_id || '/' || acts.act_no as row_key, acts.document_id"
COMMITMENT_KEY = "commitments.document_id || '/' || commitments.commitment_no as row_key, commitments.document_id"

ACT_RULES: tuple[Rule, ...] = (
    annotation_rule(
        "act_within_sentence",
        "core.speech_acts.sentence_no",
        "An act is shown with its sentence.",
        f"""
        select {ACT_KEY}, 'not within sentence ' || acts.sentence_no as detail
        from core.speech_acts as acts
        where not exists (
            from core.sentences as sentences
            where sentences.document_id = acts.document_id and sentences.sentence_no = acts.sentence_no
                and sentences.start_char <= acts.start_char and sentences.end_char >= acts.end_char)""",
        "core.speech_acts",
        WARNING,
    ),
    annotation_rule(
        "act_spans_in_order",
        "core.speech_acts.start_char",
        "Subject, verb and object lie within the act's clause.",
        f"""
        select {ACT_KEY}, 'a span is outside of the clause' as detail
        from core.speech_acts as acts
        where not (acts.start_char <= verb_start_char and verb_start_char < verb_end_char
                and verb_end_char <= acts.end_char)
            or not (acts.start_char <= object_start_char and object_start_char <= object_end_char
                and object_end_char <= acts.end_char)
            or subject_start_char < acts.start_char or subject_start_char >= acts.end_char
            or (subject is null) != (subject_start_char is null)""",
        "core.speech_acts",
        WARNING,
    ),
    annotation_rule(
        "act_object_is_body",
        "core.speech_acts.object_text",
        "What does not stand in the document was never said in it.",
        """
        select document_id || '/' || name as row_key, document_id,
            'not the characters of the body: ' || text as detail
        from misread
        where kind = 'object' and trim(regexp_replace(slice, '\\s+', ' ', 'g')) != text""",
        "core.speech_acts",
        WARNING,
        MISREAD_PARTS,
    ),
    annotation_rule(
        "act_in_statement_follows_sentence",
        "core.speech_acts.in_statement",
        "An act is part of the statement if its sentence is.",
        f"""
        select {ACT_KEY},
            acts.act || ': ' || acts.in_statement || ', its sentence: ' || sentences.in_statement as detail
        from core.speech_acts as acts
        join core.sentences as sentences using (document_id, sentence_no)
        where acts.in_statement != sentences.in_statement""",
        "core.speech_acts join core.sentences using (document_id, sentence_no)",
        WARNING,
    ),
    annotation_rule(
        "acts_numbered_from_one",
        "core.speech_acts.act_no",
        "A gap in the numbers is a lost row.",
        """
        select document_id as row_key, document_id, count(*) || ' acts, the last is ' || max(act_no) as detail
        from core.speech_acts
        group by document_id
        having count(*) != max(act_no)""",
        "(select distinct document_id from core.speech_acts)",
    ),
    annotation_rule(
        "commitment_belongs_to_act",
        "core.commitments.act_no",
        "A promise is made by an act.",
        f"""
        select {COMMITMENT_KEY}, 'there is no act ' || commitments.act_no as detail
        from core.commitments as commitments
        where not exists (
            from core.speech_acts as acts
            where acts.document_id = commitments.document_id and acts.act_no = commitments.act_no)""",
        "core.commitments",
        WARNING,
    ),
    annotation_rule(
        "commitments_numbered_from_one",
        "core.commitments.commitment_no",
        "A gap in the numbers is a lost row.",
        """
        select document_id as row_key, document_id,
            count(*) || ' commitments, the last is ' || max(commitment_no) as detail
        from core.commitments
        group by document_id
        having count(*) != max(commitment_no)""",
        "(select distinct document_id from core.commitments)",
    ),
    annotation_rule(
        "deadline_is_body",
        "core.commitments.deadline_text",
        "A deadline that does not stand in the document was never set.",
        f"""
        select {COMMITMENT_KEY}, 'not the characters of the body: ' || deadline_text as detail
        from core.commitments as commitments
        left join misread
            on misread.document_id = commitments.document_id and kind = 'deadline'
            and name = cast(commitment_no as varchar)
        where trim(regexp_replace(slice, '\\s+', ' ', 'g')) != deadline_text
            or (deadline_text is null) != (deadline_start_char is null)
            or (deadline_text is null and deadline_edtf is not null)""",
        "core.commitments",
        WARNING,
        MISREAD_PARTS,
    ),
    annotation_rule(
        "amount_within_sentence",
        "core.commitments.amount",
        "An amount is read where the promise stands.",
        f"""
        select {COMMITMENT_KEY}, 'outside of the sentence' as detail
        from core.commitments as commitments
        join core.speech_acts as acts using (document_id, act_no)
        join core.sentences as sentences using (document_id, sentence_no)
        where amount_start_char < sentences.start_char or amount_end_char > sentences.end_char
            or (amount is null) != (amount_start_char is null)""",
        "core.commitments where amount is not null",
        WARNING,
    ),
)
