"""Which sheets a workbook has beside Cover and Contents, by what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from lisdesk.errors import RefusedError
from lisdesk.rules.frameworks import DEFAULT_HEADING
from lisdesk.rules.vocabulary import Edition, Token


class Template(Token):
    """What a workbook is for."""

    FULL = ("full", "Full workbook")
    BOARD = ("board", "Board pack")
    FOUNDATION = ("foundation", "One foundation")
    LEP = ("lep", "One LEP")

    @property
    def has_subject(self) -> bool:
        """Whether it has to be said which one."""
        return self in (Template.FOUNDATION, Template.LEP)


@dataclass(frozen=True, slots=True)
class WorkbookWish:
    """What is asked for: a template, of which foundation or LEP, and what it is narrowed to."""

    template: Template = Template.FULL
    subject: str = ""
    view: str = ""
    """The name of a saved view; empty for all submissions."""

    @property
    def is_narrowed(self) -> bool:
        """Whether it is of some submissions only."""
        return bool(self.view) or self.template is Template.LEP

    @property
    def is_whole(self) -> bool:
        """Whether it is the full workbook of all submissions."""
        return not self.is_narrowed and self.template is Template.FULL

    def template_words(self, heading: str = DEFAULT_HEADING) -> str:
        """Return the template as the cover says it: “One foundation: Ideas”; `heading` is what the
        headings of the call's framework are called.
        """
        is_one_heading = self.template is Template.FOUNDATION
        label = f"One {heading.casefold()}" if is_one_heading else self.template.label
        return f"{label}: {self.subject}" if self.subject else label


ALL_OF_IT = WorkbookWish()


def selection_words(template: str, filter_words: str) -> str:
    """Return what was chosen for a workbook as it is put on record: the filter, and the template as
    the cover says it unless it is the full one.
    """
    is_full = template == Template.FULL.label
    return filter_words if is_full else f"{template}. {filter_words}"


_SHEETS = {
    Template.BOARD: (
        "Ledger", "Respondents", "Joint", "Priorities", "Framework grid", "You said we did",
        "Notes",
    ),
    Template.FOUNDATION: (
        "Ledger", "Priorities", "Priority × type", "Priority × question", "Evidence strength",
        "Framework grid", "Evidence", "Quotations", "Coding frame", "You said we did", "Notes",
    ),
}  # fmt: skip
_OF_THE_WHOLE_CALL = frozenset(
    {
        "Campaigns",
        "Campaign priorities",
        "Coverage",
        "Event log",
        "Frame history",
        "Redactions",
        "Changes",
    }
)  # fmt: skip
"""What is not told of some submissions only."""
_TELLING_MORE = frozenset(
    {"Respondents", "Areas", "Joint", "Priority × type", "Framework grid", "Questions"}
)
"""What withholds small numbers: beside the whole, numbers of a part would give them back. And what
tells who answered which question: of who permits no words the whole does not tell it.
"""


def has_sheet(wish: WorkbookWish, edition: Edition, name: str) -> bool:
    """Whether a workbook that is asked for has a sheet."""
    if wish.is_narrowed and name in _OF_THE_WHOLE_CALL:
        return False
    if wish.is_narrowed and edition is Edition.PUBLICATION and name in _TELLING_MORE:
        return False
    return name in _SHEETS.get(wish.template, (name,))


def parse_template(text: str) -> tuple[Template, str]:
    """Return the template and its subject that an officer typed: “foundation=Ideas”, “board”.

    Raises RefusedError for any other template, and for one without its subject.
    """
    name, _, subject = text.partition("=")
    template = Template.parse(name.strip() or Template.FULL.key, "template")
    subject = " ".join(subject.split())
    if template.has_subject and not subject:
        raise RefusedError(
            f"The template “{template.key}” needs to know which one.",
            do=f"Write it as “{template.key}=NAME”.",
        )
    if subject and not template.has_subject:
        raise RefusedError(
            f"The template “{template.key}” takes no name after it.", do=f"Use “{template.key}”."
        )
    return template, subject
