"""Who is named in a short stretch of text, by the knowledge tables."""

import pytest

from tasks.core.structure.names import find_organisations


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The ECOWAS Authority of Heads of State and Government", ["Economic Community of West African States"]),
        ("The Ministerial Council of the GCC", ["Gulf Cooperation Council"]),
        ("The UN Security Council and the ECOWAS Commission", ["UN Security Council", "ECOWAS Commission"]),
    ],
)
def test_an_organ_that_meets_as_its_body_is_named_as_it(text: str, bodies: list[str]) -> None:
    assert [one.key for one in find_organisations(text)] == bodies
