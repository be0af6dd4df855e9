"""Characters that are folded into plainer ones, one for one, and those that nobody sees."""

import re

ODD_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
LINE_ENDS = "\r\v\x85\u2028\u2029"
FOLDS = str.maketrans({**dict.fromkeys(ODD_SPACES, " "), **dict.fromkeys(LINE_ENDS, "\n")})
FOLDED = re.compile(f"[{ODD_SPACES}{LINE_ENDS}]")
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e]+"
)
STRAY_ACCENT = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")  # typed for an apostrophe: NATO´s
TERMINAL = ".!?…:;"
CLOSERS = "\"”’»)]'“"
OPENERS = "\"“„‘«(['"


def folded(text: str) -> str:
    """The same number of characters: plain spaces, plain line ends, apostrophes where accents stand for them."""
    if FOLDED.search(text):
        text = text.replace("\r\n", " \n").translate(FOLDS)
    return STRAY_ACCENT.sub("’", text) if "´" in text or "`" in text else text


def is_terminated(line: str, marks: str = TERMINAL) -> bool:
    """The line ends as a sentence does, quotation marks and brackets after it left aside."""
    return line.rstrip(CLOSERS + " ")[-1:] in set(marks)
