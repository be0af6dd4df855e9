"""Reviewed corrections outrank everything, are explained like everything, and are refused with what to do."""

import pytest

from tasks.core.reading import ReadText
from tasks.core.structure import structure_document
from tasks.core.structure.corrections import Correction, CorrectionsError, candidates_for, read

ONE, OTHER = "a" * 64, "b" * 64
HEAD = "document_id,field,value,author,reason,date\n"
TEXT = """Joint statement of the Foreign Ministers of Latvia and Estonia

Riga, 3 May 2023

We, the Foreign Ministers of Latvia and Estonia, stand together, and we will go on doing so for as long as it takes.
"""


def line(field: str, value: str, document_id: str = ONE) -> str:
    return f'{document_id},{field},"{value}",J. Doe,seen in the signed copy,2024-02-01\n'


def test_corrections_are_read_by_document_whatever_the_order_of_the_lines() -> None:
    lines = [line("place", "Tartu"), line("kind", "readout", OTHER), line("date_edtf", "2023-05-04")]
    expected = {
        ONE: (
            Correction(ONE, "date_edtf", "2023-05-04", "J. Doe", "seen in the signed copy", "2024-02-01"),
            Correction(ONE, "place", "Tartu", "J. Doe", "seen in the signed copy", "2024-02-01"),
        ),
        OTHER: (Correction(OTHER, "kind", "readout", "J. Doe", "seen in the signed copy", "2024-02-01"),),
    }
    assert read(HEAD + "".join(lines)) == expected
    assert read("\ufeff" + HEAD + "".join(reversed(lines))) == expected
    assert read(HEAD) == {}


def test_values_take_the_form_that_the_tables_have() -> None:
    found = read(HEAD + line("signatories", "lv, EE;LT") + line("issuer", "LV + EE") + line("title", "  A  title "))
    assert [(one.field, one.value) for one in found[ONE]] == [
        ("title", "A title"),
        ("issuer", "EE+LV"),
        ("signatories", "EE;LT;LV"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,field\n", r"line 1: no column document_id, value, author, reason, date; begin the file with"),
        (HEAD + "abc,kind,article,J. Doe,why,2024-02-01\n", "line 2: document_id is not the SHA-256 of a file; copy"),
        (HEAD + line("colour", "red"), "line 2: 'colour' is no field; take one of kind, title"),
        (HEAD + line("kind", "leaflet"), "line 2: 'leaflet' is no kind: take one of statement"),
        (HEAD + line("kind", ""), "line 2: kind cannot be cleared"),
        (HEAD + line("level", "kings"), "line 2: 'kings' is no level: take one of heads_of_state"),
        (HEAD + line("date_edtf", "3 May 2023"), "line 2: '3 May 2023' is no date_edtf: write it as 2023-05-03"),
        (HEAD + line("date_edtf", "2023-02-30"), "line 2: '2023-02-30' is no date_edtf"),
        (HEAD + line("date_edtf", "2023-05-04/2023-05-03"), "is no date_edtf"),
        (HEAD + line("signatories", "LV;QQ"), "line 2: 'LV;QQ' is no signatories: QQ is not in countries.csv"),
        (HEAD + line("issuer", "LV+QQ"), "QQ is not in countries.csv"),
        (HEAD + line("language_code", "Latvian"), "line 2: 'Latvian' is no language_code"),
        (
            HEAD + line("place", "Riga") + line("place", "Tartu"),
            "line 3: corrects place again after line 2; remove one",
        ),
        (HEAD + f"{ONE},place,Riga,,,2024-02-01\n", "line 2: no author and no reason; say who reviewed it and why"),
        (HEAD + f"{ONE},place,Riga,J. Doe,why,yesterday\n", "line 2: 'yesterday' is no day"),
        (HEAD + f"{ONE},place,Riga\n", "line 2: needs 6 cells"),
        (
            HEAD + f"{ONE},place,Riga,Latvia,J. Doe,why,2024-02-01\n",
            "line 2: needs 6 cells; put those that hold commas",
        ),
        (HEAD + f'{ONE},place,"Riga,J. Doe', "close the quotation marks"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(CorrectionsError, match=message.replace("+", r"\+")):
        read(text)


def corrected(*lines: str) -> tuple[dict[str, object], list[tuple[str, str, str]]]:
    """The document's row, and of each correction field, value and evidence."""
    rows = candidates_for(read(HEAD + "".join(lines))[ONE])
    found = structure_document(ONE, ReadText(TEXT, "plain/utf-8"), "text/plain", rows)
    applied = [row for row in found.candidates if row["evidence_in"] == "corrections"]
    assert all(row["is_chosen"] and row["start_char"] is None and row["rule"] == "correction" for row in applied)
    return found.document, [(row["field"], row["value"], row["evidence"]) for row in applied]


def test_a_correction_is_chosen_and_explained() -> None:
    document, applied = corrected(line("place", "Tartu"), line("date_edtf", "2023-05"), line("title", "Riga statement"))
    assert (document["place"], document["date_edtf"], document["title"]) == ("Tartu", "2023-05", "Riga statement")
    assert str(document["date_end"]) == "2023-05-31"
    assert sorted(applied) == [
        ("date_edtf", "2023-05", "seen in the signed copy (J. Doe)"),
        ("place", "Tartu", "seen in the signed copy (J. Doe)"),
        ("title", "Riga statement", "seen in the signed copy (J. Doe)"),
    ]
    assert (document["issuer"], document["signatories"]) == ("EE+LV", ["EE", "LV"])


def test_an_empty_value_clears_a_field() -> None:
    document, applied = corrected(line("place", ""), line("signatories", ""), line("date_edtf", ""))
    assert (document["place"], document["signatories"], document["date_edtf"]) == (None, [], None)
    assert [value for _, value, _ in applied] == ["", "", ""]


def test_a_corrected_kind_decides_what_the_file_is() -> None:
    document, _ = corrected(line("kind", "other"))
    assert (document["kind"], document["is_statement"], document["carries_statement"]) == ("other", False, False)


def test_a_corrected_language_comes_first() -> None:
    document, _ = corrected(line("language_code", "lv"))
    assert document["language_code"] == "lv"
    codes = document["language_codes"]
    assert isinstance(codes, list)
    assert codes[0] == "lv"
