"""What documents state of themselves against being one statement."""

import pytest

from tasks.core.group.settings import Grouping
from tasks.core.group.vetoes import state_same_day, stated_against, veto
from tests.tasks.core.group.made import make_document

SETTINGS = Grouping()


def document(**facts):
    return make_document("any", ["Text."], **facts)[0]


def vetoed(one, other):
    found = veto(document(**one), document(**other), SETTINGS)
    assert veto(document(**other), document(**one), SETTINGS) == found
    return found


DATES = [
    ("2020-05-09", "2021-05-09", "date"),
    ("2020-05-09", "2020-05-09", ""),
    ("2020-05-09", "2020-05-13", ""),
    ("2020-05-09", "2020-05-16", "near_date"),
    ("2020-05-09", "2020-05-24", "date"),
    ("2020-05", "2020-05-24", ""),
    ("2020", "2020-05-24", ""),
    ("2019", "2020-05-24", "date"),
    ("2020-03", "2020-04", "date"),
    ("2020-03-01/2020-03-04", "2020-03-03", ""),
    ("2020-03-01/2020-03-04", "2020-03-08", "date"),
    (None, "2020-03-08", ""),
]


@pytest.mark.parametrize(("one", "other", "due"), DATES)
def test_dates(one, other, due):
    assert vetoed({"date_edtf": one}, {"date_edtf": other}) == due


TITLES = [
    ("Executive Order 13405", "Executive Order 13413", "number"),
    ("Executive Order 13405", "Executive Order 13406", "near_number"),
    ("Executive Order 13405 of June 16, 2006", "Executive Order 13405", ""),
    ("Blocking Property", "Executive Order 13405", ""),
    ("A/RES/68/262", "A/RES/68/267", "near_number"),
    ("A/RES/68/262", "A/RES/71/205", "number"),
    ("S/2022/155", "S/2022/160", "number"),
    ("Statement of the 79th session", "Statement of the 80th session", "number"),
    ("Third Summit declaration", "Fourth Summit declaration", "near_number"),
    ("Déclaration du quatrième sommet", "Déclaration du cinquième sommet", "near_number"),
    ("Joint statement Rev.1", "Joint statement Rev.2", ""),
    ("Joint statement", "Joint statement on 12 principles", ""),
]


@pytest.mark.parametrize(("one", "other", "due"), TITLES)
def test_numbers_in_titles(one, other, due):
    assert vetoed({"title": one}, {"title": other}) == due


def test_parties_of_talks():
    assert vetoed({"issuer": "RU+US"}, {"issuer": "UA+US"}) == "issuer"
    assert vetoed({"issuer": "RU+US"}, {"issuer": "RU+UA+US"}) == ""
    assert vetoed({"issuer": "NATO"}, {"issuer": "European Union"}) == ""


@pytest.mark.parametrize("marked", ["Statement on peace (revised)", "Déclaration", "Corrigendum: Statement on peace"])
def test_a_revised_edition_may_have_another_date(marked):
    one, other = (
        {"title": "Statement on peace", "date_edtf": "2020-01-01"},
        {"title": marked, "date_edtf": "2020-03-01"},
    )
    assert vetoed(one, other) == ("date" if marked == "Déclaration" else "")


def test_an_article_forbids_nothing():
    assert vetoed({"kind": "article", "date_edtf": "2020-01-01"}, {"date_edtf": "2021-01-01"}) == ""


def test_the_same_day():
    assert state_same_day(document(date_edtf="2020-01-01"), document(date_edtf="2020-01-01"))
    assert not state_same_day(document(date_edtf="2020-01"), document(date_edtf="2020-01"))
    assert not state_same_day(document(), document())
    assert not state_same_day(document(date_edtf="2020-01-01", kind="article"), document(date_edtf="2020-01-01"))


def test_both_values_are_told():
    one, other = document(date_edtf="2020", title="No. 1"), document(date_edtf="2021", title="No. 2")
    assert stated_against(one, other, "date") == {"date_edtf": ["2020", "2021"]}
    assert stated_against(one, other, "near_number") == {"title": ["No. 1", "No. 2"]}
