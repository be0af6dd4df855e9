"""What stands around a text and is no part of it, in words that no text has."""

from dataclasses import dataclass

PUBLISHER = "Quillbury Gazette"
HEADS = {
    "odd_even": ("Quillbury Gazette of Public Acts", "Series C, No. 118", "{page} / {pages}"),
    "registry": ("REGISTRY OF WEXMOOR", "REGISTRY OF WEXMOOR", "Page {page} of {pages}"),
    "plain": ("Wexmoor Chancery — circular QX-77", "Wexmoor Chancery — circular QX-77", "– {page} –"),
}
MIN_PAGES = 4
LETTERHEAD = ("REPUBLIC OF WEXMOOR", "Ministry of External Relations", "No. 14/2031")
MENU = (
    "About the ministry", "Our minister", "Organisation chart", "Careers at Wexmoor", "Quillbury press room",
    "Speeches archive", "Photo galleries", "Media contacts", "Visas for visitors", "Travel advice",
    "Embassies and consulates", "Consular fees", "Passport renewals", "Legalisation of papers",
    "Cultural programmes", "Scholarships abroad", "Open data portal", "Tenders and auctions",
    "Whistleblower line", "Freedom of information", "Accessibility statement", "Sign language",
    "Easy reading", "Site map", "Newsletter sign-up", "Feeds and podcasts", "Frequently asked questions",
    "Report a broken link", "Intranet login", "Mobile version",
)  # fmt: skip
COOKIES = "This site uses cookies to measure visits. Accept all cookies Only necessary cookies Cookie settings"
SHARE = ("Share on Chirper", "Share on Facespace", "Send by e-mail", "Print this page", "Copy link")
TEASERS = (
    ("3 February 2019", "Wexmoor opens a consulate in Palermo", "The new office begins to receive visitors in spring."),
    ("17 August 2020", "Minister tours the Quillbury floodworks", "Dykes held during the storm, engineers said."),
    ("29 November 2021", "Scholarship winners announced in Wexmoor", "Forty students leave for a year abroad."),
)  # fmt: skip
FOOTER = (
    "© 2019–2022 Wexmoor Ministry of External Relations. All rights reserved.",
    "12 Chancery Lane, Quillbury QB1 4XX",
    "Privacy policy", "Imprint and legal notice", "Terms of use", "Back to top",
)  # fmt: skip
CRUMBS = ("Home page", "Quillbury press room", "Official documents")
CONTROLS = (
    "Accept all cookies", "Only necessary cookies", "Skip to main content", "Search this site", "Font size A A A",
    "Previous document", "Next document", "Filed under", "Leave a comment", "Your address will not be shown",
)  # fmt: skip
RELATED = "You may also be interested in"


@dataclass(frozen=True, slots=True)
class Heads:
    """The running head and foot of one page."""

    head: str
    foot: str
    is_ruled: bool = False


def heads_of(style: str, page: int, pages: int) -> Heads:
    """The head and foot of a page; odd and even pages may differ where each kind comes at least twice."""
    odd, even, foot = HEADS[style]
    return Heads(
        even if pages >= MIN_PAGES and page % 2 == 0 else odd, foot.format(page=page, pages=pages), style == "registry"
    )


def head_phrases(style: str) -> tuple[str, ...]:
    return HEADS[style][:2]


def page_phrases() -> tuple[str, ...]:
    """Everything that a full web page carries around the text."""
    teasers = [phrase for teaser in TEASERS for phrase in teaser]
    return (*MENU, *SHARE, *teasers, *FOOTER, *CRUMBS, RELATED, *CONTROLS)
