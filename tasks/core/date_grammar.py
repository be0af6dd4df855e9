"""The forms of dates, as patterns over the signs of `date_tokens`, and what each of them reads.

A form names in `s` the tokens of the date itself. Beside it stand the words that make it one: `since 2014`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tasks.core import date_bare as bare
from tasks.core import date_readers as read
from tasks.core.date_readers import Found
from tasks.core.date_tokens import Tokens, role

YEARS = "YOZ"
Reader = Callable[[Tokens, re.Match[str]], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Form:
    """`needs`: of each of these sets, one sign has to be there. So most forms are never tried."""

    pattern: re.Pattern[str]
    reader: Reader
    needs: tuple[frozenset[str], ...]


def found_forms(tokens: Tokens) -> Iterator[Found]:
    """All readings of a stretch, overlapping ones too."""
    present = set(tokens.signs)
    for form in forms():
        if any(map(present.isdisjoint, form.needs)):
            continue
        for match in form.pattern.finditer(tokens.signs):
            yield from form.reader(tokens, match)


@cache
def forms() -> tuple[Form, ...]:
    sources = (*numeric(), *single(), *year_first(), *days(), *spans(), *parts_of_years(), *bare_years(), *months())
    return tuple(Form(re.compile(source), reader, tuple(map(frozenset, needs))) for source, reader, needs in sources)


Source = tuple[str, Reader, tuple[str, ...]]
MONTH, CLEAR = "[Mm]", "M"


def day(name: str) -> str:
    return rf"(?:(?P<{name}>D|{role('ordinal_')})\.?)"


def month(name: str = "m") -> str:
    return rf"(?P<{name}>{MONTH})\.?"


def year(name: str = "y") -> str:
    return rf"(?P<{name}>[{YEARS}])"


def then_month(name: str = "m") -> str:
    return rf"(?:{role('before_month')}'?){{0,2}}{month(name)}"


def then_year(name: str = "y") -> str:
    return rf",?{role('before_year')}?{year(name)}"


def joint() -> str:
    """What joins two ends, and the articles after it: `auf den`, `y el`."""
    return rf"(?P<j>[-/]|{role('range_to')}|{role('range_and')}){role('article')}{{0,2}}"


def after_between() -> str:
    return rf"(?:(?P<b>{role('between')}){role('article')}?)?"


def numeric() -> Iterator[Source]:
    yield r"(?P<s>F)", read.full, ("F",)
    yield rf"(?P<s>(?P<d>D)\.(?P<n>D)\.{year()})", read.numbered, ("D", YEARS)
    yield rf"(?P<s>(?P<d>D)\.?(?P<r>{role('roman_months')})\.?{year()})", read.roman, ("D", YEARS)
    yield r"(?P<s>X)", read.decade, ("X",)
    yield rf"(?P<s>X{role('decade_after')})", read.decade, ("X",)
    yield (
        rf"(?P<s>{role('decade_cue')}{year()})(?!-|,?{role('range_and')}?[{YEARS}])",
        read.decade_in_words,
        (YEARS,),
    )


def single() -> Iterator[Source]:
    yield rf"(?P<s>{day('d')}[-/]?{then_month()}[-/]?{then_year()})", read.single, (MONTH, YEARS)
    yield rf"(?P<s>(?P<d>D)\.?{then_month()})", read.single, ("D", MONTH)
    yield rf"(?P<s>{role('ordinal_')}{role('before_month')}+(?P<m>M))", read.single, (CLEAR,)
    yield rf"(?P<s>{month()}{role('article')}?{day('d')}{then_year()})", read.single, (MONTH, YEARS)
    yield rf"(?P<s>{month()}(?P<d>D))(?![{YEARS}/])", read.single, ("D", CLEAR)
    yield rf"(?P<s>{month()}{role('article')}(?P<d>D|{role('ordinal_')}))", read.single, (CLEAR,)
    yield rf"(?P<s>{month()}{then_year()})", read.single, (MONTH, YEARS)


def year_first() -> Iterator[Source]:
    """As in Hungarian, Lithuanian and Latvian."""
    after = rf"(?:{role('after_year')}\.?|{role('after_year_letter')}\.)"
    yield rf"(?P<s>{year()}\.?{after}?{month()}(?P<d>D))", read.single, (MONTH, YEARS, "D")
    yield rf"(?P<s>{year()}\.?{after}?(?P<d>D)\.{month()})", read.single, (MONTH, YEARS, "D")
    yield rf"(?P<s>{year()}(?:\.|{after}){month()})(?!D)", read.small_month, (MONTH, YEARS)


def days() -> Iterator[Source]:
    """Several days: a range, or a list."""
    ending = rf"(?:{then_year()})?"
    two = rf"(?:(?P<q>Q)\.?|{day('d')}{joint()}{day('e')})"
    yield rf"{after_between()}(?P<s>{two}{then_month()}{ending})", read.two_days, (MONTH, "QD")
    yield rf"(?P<s>{month()}{role('article')}?{two}{ending})", read.two_days, (MONTH, "QD")
    listed = rf"(?P<list>D\.?(?:,D\.?){{1,12}},?{role('range_and')}D\.?)"
    yield rf"(?P<s>{listed}{then_month()}{ending})", read.listed_days, (MONTH, "D")
    yield rf"(?P<s>{month()}{listed}{ending})", read.listed_days, (MONTH, "D")
    yield (
        rf"{after_between()}(?P<s>{day('d')}{then_month('m')}(?:{then_year('y')})?{joint()}"
        rf"{day('e')}{then_month('n')}(?:{then_year('z')})?)",
        read.crossing,
        (MONTH, "D"),
    )
    yield (
        rf"{after_between()}(?P<s>{month('m')}{day('d')}(?:{then_year('y')})?,?{joint()}"
        rf"{month('n')}{day('e')}(?:{then_year('z')})?)",
        read.crossing,
        (MONTH, "D"),
    )


def spans() -> Iterator[Source]:
    """Several months or years."""
    yield (
        rf"{after_between()}(?P<s>{month('m')}(?:{then_year('y')})?{joint()}{month('n')}(?:{then_year('z')})?)(?!D)",
        read.months,
        (MONTH,),
    )
    yield r"(?P<s>[RS])", read.year_pair, ("RS",)
    yield rf"(?P<s>{year('y')}-{year('z')})(?![-/])", read.years, (YEARS,)
    cued = rf"(?:(?P<b>{role('between')})|{role('year_cue', 'year_cue_risky')}){role('article')}?"
    yield rf"{cued}(?P<s>{year('y')}{joint()}{year('z')})", read.years, (YEARS,)


def parts_of_years() -> Iterator[Source]:
    rest = rf"{role('link')}{{0,3}}{year()}"
    number = rf"(?P<o>D|{role('ordinal_', 'numeral_', 'last_')})\.?"
    for name, reader in (("quarter", bare.quarter), ("half", bare.half)):
        noun, code = role(name), role(f"{name}_")
        yield rf"(?P<s>{number}{noun}{rest})", reader, (YEARS, noun)
        yield rf"(?P<s>{noun}{role('link')}?{number}{rest})", reader, (YEARS, noun)
        yield rf"(?P<s>(?P<o>{code})/?{role('link')}?{year()})", reader, (YEARS, code)
        yield rf"(?P<s>{year()}/?(?P<o>{code}))", reader, (YEARS, code)
    season = role("season_")
    yield rf"(?P<s>(?P<o>{season}){rest})", bare.season, (YEARS, season)
    about = rf"{role('approximate_lead')}?{role('approximate')}\.?{role('link', 'article')}{{0,2}}"
    yield rf"(?P<s>{about}{year()})(?!{role('before_month')}?[wpW])", bare.approximate, (YEARS,)


def bare_years() -> Iterator[Source]:
    """Years alone, by the words around them. Round ones are counts where a plural follows."""
    rest = rf"(?P<rest>(?:(?:,|,?{role('range_and')})[{YEARS}](?![wp])){{0,12}})"
    article = f"{role('article')}?"
    sure = rf"(?P<y>[YZ]|O(?!p|{role('range_to')}|-))"
    yield rf"{role('year_cue')}{article}-?(?P<s>{sure}){rest}", bare.chain_of_years, (YEARS,)
    yield rf"{role('year_cue_risky')}{article}(?P<s>(?P<y>[YZ](?!p)|O(?![wp]))){rest}", bare.chain_of_years, (YEARS,)
    yield rf"{role('year_cue_weak')}(?P<s>(?P<y>[YO](?![wpW]|{role('range_to')})))", bare.chain_of_years, (YEARS,)
    yield rf"{role('the_before_year')}(?P<s>(?P<y>Y(?=[wp])|O(?=w)))", bare.year_before_noun, (YEARS,)
    after = rf"(?:{role('after_year')}|{role('after_year_letter')}\.|-{role('year_ending')})"
    yield rf"(?P<s>{year()}){after}", bare.chain_of_years, (YEARS,)
    yield rf"(?:^|(?<=[.#]))(?P<s>(?P<y>Y)){role('first_year_word')}", bare.first_word, ("Y",)
    yield r",(?P<s>(?P<y>[YO]))", bare.dateline_year, (YEARS,)


def months() -> Iterator[Source]:
    """Months alone, by the words around them."""
    cue = rf"{role('month_cue')}{role('before_month')}?-?{role('article')}?"
    rest = rf"(?P<rest>(?:(?:,|,?{role('range_and')})M(?![DNQYOF])){{0,12}})"
    yield rf"{cue}(?P<s>(?P<m>M))(?![DNQYOF]){rest}", bare.chain_of_months, (CLEAR,)
    english = rf"{role('month_cue_english')}{role('article')}?-?"
    yield rf"{english}(?P<s>(?P<m>M))(?![DNQYOF]){rest}", bare.capitalised_months, (CLEAR,)
    yield rf"{role('month_cue_sure')}(?P<s>(?P<m>m))(?![DNQYOF])", bare.chain_of_months, ("m",)
    yield rf"{role('the_before_year')}(?P<s>(?P<m>M))(?=[wp])", bare.capitalised_months, (CLEAR,)
