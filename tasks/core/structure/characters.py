"""Characters that are folded into plainer ones, one for one, and those that nobody sees."""

import re

ODD_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
LINE_ENDS = "\r\v\x85\u2028\u2029"
FOLDS = str.maketrans({**dict.fromkeys(ODD_SPACES, " "), **dict.fromkeys(LINE_ENDS, "\n")})
FOLDED = re.compile(f"[{ODD_SPACES}{LINE_ENDS}]")
INVISIBLE = re.compile(
    "(?:[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
    r"|\u00ad(?![ ]*\n\s*\S))+"  # a soft hyphen at the end of a line shows that a word goes on
)
LIGATURE = re.compile(
    "[\ufb00-\ufb06\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
)  # and Arabic letters by place
MAYBE_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
STRAY_ACCENT = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")  # typed for an apostrophe: NATO´s
STOPS = "。！？．؟۔।॥։።។"  # of other scripts than Latin, Greek and Cyrillic
TERMINAL = f".!?…:;{STOPS}："
CLOSERS = "\"”’»)]'“"
CLOSERS_AND_SPACE = CLOSERS + "‘`´″」』 "
OPENERS = "\"“„‘«(['"


def folded(text: str) -> str:
    """The same number of characters: plain spaces, plain line ends, apostrophes where accents stand for them."""
    if FOLDED.search(text):
        text = text.replace("\r\n", " \n").translate(FOLDS)
    return STRAY_ACCENT.sub("’", text) if "´" in text or "`" in text else text


def is_terminated(line: str, marks: str = TERMINAL) -> bool:
    """The line ends as a sentence does, quotation marks and brackets after it left aside."""
    if line[-1:].isalnum():
        return False
    last = line.rstrip(CLOSERS_AND_SPACE)[-1:]
    return last in marks and last != ""
