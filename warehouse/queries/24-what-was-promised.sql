-- What did issuers promise, how much, and by when? Promises with an amount or a deadline come first.
select
    statement_issuer,
    statement_date_edtf,
    subject,
    verb,
    object_text,
    qualifier,
    amount,
    unit,
    deadline_text,
    deadline_edtf
from mart.commitments
order by
    amount is null and deadline_text is null,
    statement_issuer,
    statement_date_edtf,
    sentence_no,
    commitment_no
