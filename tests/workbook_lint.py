"""Look for what Excel would repair in an .xlsx, and for what one of ours must never contain.

Shares no code with the writer: it reads the zip and its XML with the standard library alone.
"""

import posixpath
import re
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PACKAGE_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

ALLOWED_PART = re.compile(
    r"""\[Content_Types\]\.xml
    |_rels/\.rels
    |docProps/(app|core)\.xml
    |xl/workbook\.xml
    |xl/_rels/workbook\.xml\.rels
    |xl/styles\.xml
    |xl/theme/theme1\.xml
    |xl/worksheets/sheet\d+\.xml
    |xl/worksheets/_rels/sheet\d+\.xml\.rels
    |xl/tables/table\d+\.xml
    |xl/drawings/drawing\d+\.xml
    |xl/drawings/_rels/drawing\d+\.xml\.rels
    |xl/charts/chart\d+\.xml""",
    re.VERBOSE,
)
ALLOWED_PROPERTIES = {"title", "subject", "created", "modified", "Application"}
FORBIDDEN_IN_SHEETS = (
    "f",
    "mergeCell",
    "dataValidation",
    "formula",
    "legacyDrawing",
    "oleObject",
    "control",
    "picture",
)
SHEET_ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "conditionalFormatting",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "colBreaks",
    "drawing",
    "tableParts",
)
PRINT_TITLES = re.compile(r"(?P<sheet>'[^']+(?:''[^']*)*'!)\$4:\$4(,(?P=sheet)\$A:\$A)?")
"""The one kind of defined name that is allowed: which headings stand on every printed page."""
CELL_LIMIT = 32_767
LINK_LIMIT = 65_530


def lint(path: Path) -> list[str]:
    """Return what is wrong with the workbook, one sentence each; none for a sound one."""
    try:
        with ZipFile(path) as package:
            return _Lint(package).problems()
    except BadZipFile:
        return ["not a zip file"]


class _Lint:
    def __init__(self, package: ZipFile) -> None:
        self.found: list[str] = []
        self.names = package.namelist()
        self.trees: dict[str, ElementTree.Element] = {}
        for name in self.names:
            try:
                self.trees[name] = ElementTree.fromstring(package.read(name))
            except ElementTree.ParseError as error:
                self.found.append(f"{name}: not well-formed ({error})")
        self.members = package.infolist()

    def problems(self) -> list[str]:
        self.check_parts()
        self.check_content_types()
        self.check_relations()
        self.check_properties()
        self.check_workbook()
        self.check_sheets()
        self.check_tables()
        self.check_charts()
        return self.found

    def check_parts(self) -> None:
        for name, count in Counter(self.names).items():
            if count > 1:
                self.found.append(f"{name}: there {count} times")
            if not ALLOWED_PART.fullmatch(name):
                self.found.append(f"{name}: a part that is not allowed")
        for member in self.members:
            if member.date_time != (1980, 1, 1, 0, 0, 0) or member.extra or member.comment:
                self.found.append(f"{member.filename}: bears a time or a note of its own")

    def check_content_types(self) -> None:
        types = self.trees.get("[Content_Types].xml")
        if types is None:
            self.found.append("no [Content_Types].xml")
            return
        overrides = Counter(each.get("PartName") for each in types.iter(f"{CONTENT_TYPES}Override"))
        for name in self.names:
            covered = overrides[f"/{name}"]
            if name == "[Content_Types].xml" or name.endswith(".rels"):
                continue
            if covered != 1:
                self.found.append(f"{name}: {covered} content types")
        for name in overrides:
            if (name or "").lstrip("/") not in self.names:
                self.found.append(f"{name}: a content type without a part")

    def check_relations(self) -> None:
        reached = set()
        for name, tree in self.trees.items():
            if not name.endswith(".rels"):
                continue
            owner_folder = posixpath.dirname(posixpath.dirname(name))
            ids = Counter(each.get("Id") for each in tree)
            self.found += [f"{name}: {key} there twice" for key, times in ids.items() if times > 1]
            for relation in tree.iter(f"{PACKAGE_RELATIONS}Relationship"):
                target = relation.get("Target", "")
                if relation.get("TargetMode") == "External":
                    self.found.append(f"{name}: leads out of the workbook to {target}")
                part = posixpath.normpath(posixpath.join("/" + owner_folder, target)).lstrip("/")
                reached.add(part)
                if part not in self.names:
                    self.found.append(f"{name}: leads to {part}, which is not there")
        for name in self.names:
            if not (name.endswith(".rels") or name == "[Content_Types].xml" or name in reached):
                self.found.append(f"{name}: nothing leads to it")

    def check_properties(self) -> None:
        for name in ("docProps/core.xml", "docProps/app.xml"):
            for element in self.trees.get(name, ()):
                local = element.tag.rpartition("}")[2]
                if local not in ALLOWED_PROPERTIES:
                    self.found.append(f"{name}: says {local}")

    def check_workbook(self) -> None:
        workbook = self.trees.get("xl/workbook.xml")
        if workbook is None:
            self.found.append("no workbook part")
            return
        sheets = list(workbook.iter(f"{MAIN}sheet"))
        names = [sheet.get("name", "") for sheet in sheets]
        for name, count in Counter(name.casefold() for name in names).items():
            if count > 1:
                self.found.append(f"{count} sheets are called {name}")
            if not 1 <= len(name) <= 31 or re.search(r"[\[\]:*?/\\]", name) or name == "history":
                self.found.append(f"a sheet may not be called {name}")
        if any(sheet.get("state", "visible") != "visible" for sheet in sheets):
            self.found.append("a hidden sheet")
        for name in workbook.iter(f"{MAIN}definedName"):
            if name.get("name") != "_xlnm.Print_Titles" or not PRINT_TITLES.fullmatch(
                name.text or ""
            ):
                self.found.append("the workbook has a definedName")
        for tag in ("externalReference", "pivotCache", "fileSharing"):
            if workbook.find(f".//{MAIN}{tag}") is not None:
                self.found.append(f"the workbook has a {tag}")

    def sheets(self) -> dict[str, ElementTree.Element]:
        return {name: tree for name, tree in self.trees.items() if "/worksheets/sheet" in name}

    def check_sheets(self) -> None:
        style_count = len(self.trees["xl/styles.xml"].findall(f"{MAIN}cellXfs/{MAIN}xf"))
        for name, sheet in self.sheets().items():
            for tag in FORBIDDEN_IN_SHEETS:
                if sheet.find(f".//{MAIN}{tag}") is not None:
                    self.found.append(f"{name}: has a {tag}")
            for rule in sheet.iter(f"{MAIN}cfRule"):
                if rule.get("type") != "colorScale":
                    self.found.append(f"{name}: a rule that does more than shade")
            for tag in ("row", "col", "sheetView"):
                for element in sheet.iter(f"{MAIN}{tag}"):
                    if element.get("hidden") or element.get("zeroHeight"):
                        self.found.append(f"{name}: a hidden {tag}")
            self.check_order(name, sheet)
            self.check_cells(name, sheet, style_count)
            self.check_links(name, sheet)

    def check_order(self, name: str, sheet: ElementTree.Element) -> None:
        tags = [element.tag.removeprefix(MAIN) for element in sheet]
        unknown = [tag for tag in tags if tag not in SHEET_ORDER]
        if unknown or tags != sorted(set(tags), key=SHEET_ORDER.index):
            self.found.append(f"{name}: its elements are {' '.join(tags)}")

    def check_cells(self, name: str, sheet: ElementTree.Element, style_count: int) -> None:
        row_before = 0
        for row in sheet.iter(f"{MAIN}row"):
            row_number = int(row.get("r", "0"))
            if not row_before < row_number <= 1_048_576:
                self.found.append(f"{name}: row {row_number} after row {row_before}")
            row_before, column_before = row_number, 0
            for cell in row:
                reference = cell.get("r", "")
                column, number = _position(reference)
                if number != row_number or not column_before < column <= 16_384:
                    self.found.append(f"{name}: {reference} is out of its place")
                column_before = column
                if not 0 <= int(cell.get("s", "0")) < style_count:
                    self.found.append(f"{name}: {reference} has a style that is not there")
                self.check_value(name, reference, cell)

    def check_value(self, name: str, reference: str, cell: ElementTree.Element) -> None:
        children = [element.tag.removeprefix(MAIN) for element in cell]
        kind = cell.get("t", "n")
        if kind == "inlineStr" and children == ["is"]:
            text = cell.findtext(f"{MAIN}is/{MAIN}t") or ""
            if len(text.encode("utf-16-le")) // 2 > CELL_LIMIT:
                self.found.append(f"{name}: {reference} is too long")
        elif kind == "n" and children == ["v"]:
            if not re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell.findtext(f"{MAIN}v") or ""):
                self.found.append(f"{name}: {reference} is not a number")
        else:
            self.found.append(f"{name}: {reference} is a cell of type {kind} with {children}")

    def check_links(self, name: str, sheet: ElementTree.Element) -> None:
        workbook = self.trees["xl/workbook.xml"]
        places = {
            "'" + each.get("name", "").replace("'", "''") + "'!A1"
            for each in workbook.iter(f"{MAIN}sheet")
        }
        links = list(sheet.iter(f"{MAIN}hyperlink"))
        if len(links) > LINK_LIMIT:
            self.found.append(f"{name}: {len(links)} links")
        for link in links:
            if link.get(RELATION_ID) is not None or link.get("location") not in places:
                self.found.append(f"{name}: the link at {link.get('ref')} leads nowhere")

    def check_tables(self) -> None:
        tables = {name: tree for name, tree in self.trees.items() if "xl/tables/" in name}
        for what in ("id", "displayName"):
            counts = Counter((tree.get(what) or "").casefold() for tree in tables.values())
            self.found += [f"tables share the {what} {key}" for key, n in counts.items() if n > 1]
        for tree in tables.values():
            if not re.fullmatch(r"[A-Za-z_]\w{0,254}", tree.get("displayName", "")):
                self.found.append(f"a table may not be called {tree.get('displayName')}")
            elif re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c\d*|[rc]", tree.get("displayName", "")):
                self.found.append(f"a table is called like a cell: {tree.get('displayName')}")
        for name, sheet in self.sheets().items():
            for part in sheet.iter(f"{MAIN}tablePart"):
                target = self.related(name, part.get(RELATION_ID, ""))
                if target in tables:
                    self.check_table(name, sheet, tables[target])
                else:
                    self.found.append(f"{name}: its table is not there")

    def related(self, name: str, relation_id: str) -> str:
        folder, base = posixpath.split(name)
        for relation in self.trees.get(f"{folder}/_rels/{base}.rels", ()):
            if relation.get("Id") == relation_id:
                return posixpath.join("/" + folder, relation.get("Target", "")).lstrip("/")
        return ""

    def check_table(
        self, name: str, sheet: ElementTree.Element, table: ElementTree.Element
    ) -> None:
        reference = table.get("ref", "")
        first, _, last = reference.partition(":")
        (first_column, header_row), (last_column, last_row) = _position(first), _position(last)
        if last_row <= header_row:
            self.found.append(f"{name}: a table without rows")
        header: dict[int, str | None] = {}
        rows = 0
        for row in sheet.iter(f"{MAIN}row"):
            rows = max(rows, int(row.get("r", "0")))
            if row.get("r") == str(header_row):
                header = {
                    _position(cell.get("r", ""))[0]: cell.findtext(f"{MAIN}is/{MAIN}t")
                    for cell in row
                }
        if rows != last_row:
            self.found.append(f"{name}: the table {reference} does not end with the rows ({rows})")
        columns = list(table.iter(f"{MAIN}tableColumn"))
        headings = [column.get("name") for column in columns]
        if headings != [header.get(each) for each in range(first_column, last_column + 1)]:
            self.found.append(f"{name}: the table's headings are not those of the sheet")
        if len({(heading or "").casefold() for heading in headings}) != len(headings):
            self.found.append(f"{name}: two headings are the same")
        if len({column.get("id") for column in columns}) != len(columns):
            self.found.append(f"{name}: two columns of the table share an id")
        table_filter = table.find(f"{MAIN}autoFilter")
        if table_filter is None or table_filter.get("ref") != reference or len(table_filter):
            self.found.append(f"{name}: the table's filter is not empty over {reference}")

    def check_charts(self) -> None:
        for name, tree in self.trees.items():
            if "xl/charts/" not in name:
                continue
            for tag in ("numCache", "strCache", "externalData"):
                if tree.find(f".//{CHART}{tag}") is not None:
                    self.found.append(f"{name}: has a {tag}")
            for axis in (*tree.iter(f"{CHART}catAx"), *tree.iter(f"{CHART}valAx")):
                deleted = axis.find(f"{CHART}delete")
                if deleted is None or deleted.get("val") != "0":
                    self.found.append(f"{name}: an axis that does not show")


def _position(reference: str) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])


if __name__ == "__main__":
    problems = lint(Path(sys.argv[1]))
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    sys.exit(bool(problems))
