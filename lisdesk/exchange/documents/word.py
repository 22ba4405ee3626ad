"""Read a .docx document: header, body, notes and footer as accepted text; comments apart."""

from __future__ import annotations

from collections.abc import Mapping
from zipfile import ZipFile

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.form_fields import read_form_fields
from lisdesk.exchange.documents.note_marks import note_mark
from lisdesk.exchange.documents.word_fields import is_on
from lisdesk.exchange.documents.word_form import WORD_FORM
from lisdesk.exchange.documents.word_inline import NotesReferred, WordContext
from lisdesk.exchange.documents.word_numbering import Numbering
from lisdesk.exchange.documents.word_package import WordPackage
from lisdesk.exchange.documents.word_runs import HiddenStyles
from lisdesk.exchange.documents.word_story import Story
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, descendants, local_name
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.rules.form_marks import FORM_PROPERTY
from lisdesk.rules.found_form import FoundForm

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MACRO_MEDIA_TYPE = "application/vnd.ms-word.document.macroEnabled.12"


def read_word(package: ZipFile) -> Findings:
    """Return what a Word document says; FaultError if its body cannot be read.

    A header, a note or a comment that cannot be read is a problem, and the rest is read.
    """
    return _WordReader(WordPackage(package)).findings()


class _WordReader:
    def __init__(self, parts: WordPackage) -> None:
        self._parts = parts
        self._findings = Findings(_MACRO_MEDIA_TYPE if parts.has_macros else MEDIA_TYPE)
        self._main = parts.main_part
        self._links = parts.relationships(self._main)
        styles = self._root_of("styles")
        self._styles = HiddenStyles(styles)
        self._numbering = Numbering(self._root_of("numbering"), styles)
        self._notes = NotesReferred()
        self._by_kind: dict[str, dict[str | None, Element]] = {}

    def findings(self) -> Findings:
        root = self._parts.root(self._main)
        if child(root, "body") is None:
            raise FaultError("damaged")
        headers, footers = self._edges(root)
        body = self._story(self._main).text(root)
        found = self._findings
        found.add_part("header", "\n\n".join(headers))
        found.add_part("body", body)
        found.add_part("footnotes", self._notes_text("footnote", self._notes.footnote))
        found.add_part("endnotes", self._notes_text("endnote", self._notes.endnote))
        found.add_part("footer", "\n\n".join(footers))
        self._leave_out_comments()
        if self._parts.has_macros:
            found.add_note("The document holds macros; they were not run.")
        found.form = self._form(root)
        return found

    def _form(self, root: Element) -> FoundForm | None:
        """Return the fields of a response form; nothing that is counted on the way is told."""

        def words(element: Element) -> str:
            apart, noted = Findings(MEDIA_TYPE), NotesReferred()
            texts = [self._story(self._main, apart, noted).text(element)]
            for kind, numbers in (("footnote", noted.footnote), ("endnote", noted.endnote)):
                texts.append(self._notes_text(kind, numbers, apart, noted))
            return "\n\n".join(filter(None, texts))

        return read_form_fields(root, words, self._named_form(), WORD_FORM)

    def _named_form(self) -> str:
        part = self._parts.related("", "custom-properties")
        root = self._root(part) if part else None
        for each in root if root is not None else ():
            if attribute(each, "name") == FORM_PROPERTY:
                return "".join(map(str, each.itertext())).strip()
        return ""

    def _story(
        self, part: str, findings: Findings | None = None, referred: NotesReferred | None = None
    ) -> Story:
        """Return what reads the flows of a part; what it finds and which notes it refers to are the
        document's own unless others are given.
        """
        links = self._links if part == self._main else self._parts.relationships(part)
        found = self._findings if findings is None else findings
        noted = self._notes if referred is None else referred
        return Story(WordContext(found, self._styles, links, noted, self._numbering))

    def _root_of(self, kind: str) -> Element | None:
        """Return the root of the part of a kind that the main part refers to; None without one."""
        part = self._parts.related(self._main, kind)
        return self._root(part) if part else None

    def _root(self, part: str) -> Element | None:
        try:
            return self._parts.root(part)
        except FaultError as fault:
            if fault.code == "unsafe_xml":
                raise
            self._findings.add_problem(f"The part “{part}” is damaged and was left out.")
            return None

    def _edges(self, root: Element) -> tuple[list[str], list[str]]:
        """Return the texts of headers and of footers that are shown, each different one once."""
        settings = self._root_of("settings")
        has_even = is_on(child(settings, "evenAndOddHeaders"))
        headers: dict[str, str] = {}
        footers: dict[str, str] = {}
        for section in descendants(root, "sectPr"):
            has_first = is_on(child(section, "titlePg"))
            for each in section:
                name = local_name(each)
                if name not in ("headerReference", "footerReference"):
                    continue
                kind = attribute(each, "type") or "default"
                if (kind == "first" and not has_first) or (kind == "even" and not has_even):
                    continue
                texts = headers if name == "headerReference" else footers
                key = attribute(each, "id") or ""
                if key not in texts:
                    texts[key] = self._edge(key)
        return _different(headers), _different(footers)

    def _edge(self, relationship_id: str) -> str:
        relationship = self._links.get(relationship_id)
        root = self._root(relationship.target) if relationship is not None else None
        if relationship is None or root is None:
            return ""
        return self._story(relationship.target).text(root)

    def _notes_text(
        self,
        kind: str,
        numbers: Mapping[str, int],
        findings: Findings | None = None,
        referred: NotesReferred | None = None,
    ) -> str:
        """Return notes that the text refers to, one paragraph or more each, after their marks."""
        part = self._parts.related(self._main, f"{kind}s") if numbers else None
        by_id = self._notes_of(kind) if part else {}
        if part is None or not by_id:
            return ""
        story = self._story(part, findings, referred)
        texts = []
        for note_id, number in list(numbers.items()):
            note = by_id.get(note_id)
            words = story.text(note).strip() if note is not None else ""
            texts.append(f"{note_mark(kind, number)} {words}")
        return "\n\n".join(texts)

    def _notes_of(self, kind: str) -> Mapping[str | None, Element]:
        """Return all notes of a kind by their ids, read once."""
        if kind not in self._by_kind:
            root = self._root_of(f"{kind}s")
            found = descendants(root, kind) if root is not None else ()
            self._by_kind[kind] = {attribute(each, "id"): each for each in found}
        return self._by_kind[kind]

    def _leave_out_comments(self) -> None:
        part = self._parts.related(self._main, "comments")
        root = self._root(part) if part else None
        if part is None or root is None:
            return
        story = self._story(part)
        for comment in (each for each in root if local_name(each) == "comment"):
            author = (attribute(comment, "author") or "").strip()
            words = story.text(comment).strip()
            self._findings.leave_out(Aside.COMMENT, f"{author}: {words}" if author else words)


def _different(texts: Mapping[str, str]) -> list[str]:
    """Return each text that is not empty, and different from those before it."""
    return [words for words in dict.fromkeys(texts.values()) if words]
