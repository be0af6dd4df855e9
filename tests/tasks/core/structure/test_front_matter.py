"""Front matter as archives write it: quoted, escaped, over several lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.structure.front_matter import key_values


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: Joint Statement\ndate: 2021-10-30\n", [("title", "Joint Statement"), ("date", "2021-10-30")]),
        (
            'title: "Joint Statement by the President of A, Chancellor of\\\n  \\ B, and others"\nkind: x\n',
            [("title", "Joint Statement by the President of A, Chancellor of B, and others"), ("kind", "x")],
        ),
        (
            'title: "Bali Leaders\\u2019\\_Declaration \\"on peace\\""\n',
            [("title", "Bali Leaders’ Declaration “on peace”")],
        ),
        (
            "title: 'The ministers'' statement'\ndate: '2016-02-16'\n",
            [("title", "The ministers' statement"), ("date", "2016-02-16")],
        ),
        (
            "title: >-\n  Joint Statement\n  of the Ministers\ndate: 2020\n",
            [("title", "Joint Statement of the Ministers"), ("date", "2020")],
        ),
        ('title = "Statement"\ndate = 2023-05-03\n', [("title", "Statement"), ("date", "2023-05-03")]),
    ],
)
def test_values_are_read_as_their_quotes_say(block: str, expected: list[tuple[str, str]]) -> None:
    found = [(key, value) for key, value, _, _ in key_values(block, 0, len(block))]
    assert found == [(key, value.replace("“", '"').replace("”", '"')) for key, value in expected]


@given(st.text(st.sampled_from("ab:= \n\"'\\>|#-u0"), max_size=80))
def test_any_block_is_read_and_plain_values_stand_where_they_are_said_to(block: str) -> None:
    for _, value, start, end in key_values(block, 0, len(block)):
        assert 0 <= start <= end <= len(block)
        if len(value) == end - start and "\n" not in block[start:end] and "\\" not in block[start:end]:
            assert block[start:end].split() == value.split()
