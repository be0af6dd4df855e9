-- What issuers promise that can be seen to be done or not, counted in main versions alone, with amount and deadline.
select
    acts.statement_id,
    acts.statement_title,
    acts.statement_issuer,
    acts.statement_date_edtf,
    acts.document_id,
    commitments.commitment_no,
    acts.act_no,
    acts.sentence_no,
    acts.act,
    acts.subject,
    acts.verb,
    acts.object_text,
    commitments.amount,
    commitments.unit,
    commitments.qualifier,
    commitments.deadline_edtf,
    commitments.deadline_text,
    acts.target,
    acts.text
from core.commitments as commitments
join mart.speech_acts as acts
    on acts.document_id = commitments.document_id
    and acts.act_no = commitments.act_no
