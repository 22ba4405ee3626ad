"""The page in a real browser: nobody is kept out, and it prints. Needs Chromium and axe-core."""

import html
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from lisdesk.exchange.report.page import write_page
from lisdesk.rules.report import Report, Section
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.table import CellKind, Column, Table
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import DESK
from tests.joint_call import joint_call

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
AXE = Path(os.environ.get("LISDESK_AXE", "")) / "node_modules" / "axe-core" / "axe.min.js"
LIGHT, DARK = "1", "0"
PATH = 2
"""What a PDF calls a line or a shape."""
MOST_LINES_OF_TABLES = 200
"""A page with tables alone has at most 177 in the busy call, one with a chart 238 and more."""
SIZES = {"wide": "1280,6000", "narrow": "500,9000"}
NEEDS_BROWSER = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")
NEEDS_AXE = pytest.mark.skipif(
    not AXE.is_file(), reason="LISDESK_AXE names no folder where npm installed axe-core"
)
pytestmark = [pytest.mark.thorough, NEEDS_BROWSER, pytest.mark.timeout(600)]
RUN = """<pre id="found" hidden></pre><script>{axe}</script><script>
axe.run(document, {{resultTypes: ["violations"]}}).then(function (result) {{
  document.getElementById("found").textContent = "FOUND" + JSON.stringify({{
    violations: result.violations.map(each => [each.id, each.nodes[0].html]),
    rules: result.passes.length,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    overflows: document.documentElement.scrollWidth > innerWidth,
  }}) + "DNUOF";
}});</script></body>"""


def browse(folder, *options):
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
               f"--user-data-dir={folder / 'profile'}", *options]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return done.stdout


@pytest.fixture
def page_of(report_of, empty_file, tmp_path_factory):
    """Return what gives the page of an edition, of the busy call or of a joint one."""

    def run(edition, of):
        if of == "busy":
            return report_of(edition, "html")
        folder = tmp_path_factory.mktemp("joint")
        shutil.copy(empty_file, folder / "joint.lisdesk")
        database = Database(folder / "joint.lisdesk")
        reference = joint_call(database).call.reference
        page = folder / "joint.html"
        export_evidence(database, DESK, reference, page, edition, unsettled_because="Tried.")
        database.close()
        return page

    return run


@NEEDS_AXE
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("edition", "of"), [*((each, "busy") for each in Edition), (Edition.INTERNAL, "joint")]
)
def test_axe_finds_nothing_at_fault(page_of, edition, of, scheme, size, tmp_path):
    page = page_of(edition, of).read_text(encoding="utf-8")
    page, policies = re.subn(r"<meta http-equiv=[^>]*>", "", page)  # it lets no script run
    assert policies == 1
    axe = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    (tmp_path / "page.html").write_text(page.replace("</body>", RUN.format(axe=axe)), "utf-8")
    said = browse(
        tmp_path, f"--blink-settings=preferredColorScheme={scheme}", "--dump-dom",
        "--virtual-time-budget=90000", f"--window-size={SIZES[size]}",
        (tmp_path / "page.html").as_uri(),
    )  # fmt: skip
    found = json.loads(html.unescape(re.search("FOUND(.*?)DNUOF", said, re.DOTALL)[1]))
    assert found["violations"] == []
    assert found["rules"] > 20
    assert found["dark"] is (scheme == DARK)
    assert not found["overflows"]


def printed(page, folder):
    """Return the words of each page on paper, and how many lines and shapes are drawn on it."""
    target = folder / "page.pdf"
    browse(folder, f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())
    pages = pypdfium2.PdfDocument(target)
    words = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pages]
    drawn = [sum(each.type == PATH for each in page.get_objects(max_depth=4)) for page in pages]
    pages.close()
    return words, drawn


def test_on_paper_a_chart_stands_with_its_heading_and_what_introduces_it(report_of, tmp_path):
    words, drawn = printed(report_of(Edition.PUBLICATION, "html"), tmp_path)
    for heading, sentence in (
        ("Who responded", "A type does not include the types below it."),
        ("Findings by priority", "A priority includes those below it; “own” does not."),
    ):
        (place,) = (at for at, own in enumerate(words) if sentence in own.replace("\n", " "))
        assert heading in words[place].splitlines()
        assert drawn[place] > MOST_LINES_OF_TABLES


def test_on_paper_no_line_ends_within_a_time_a_reference_a_question_or_a_number(tmp_path):
    whole = ("24:00", "Question 10", "LLEP-2018-01", 123_456)
    columns = [Column(f"Heading {place}") for place in range(3)]
    columns += [Column("Submissions", CellKind.WHOLE_NUMBER)]
    columns += [Column(f"Words {place}", CellKind.LONG_TEXT) for place in range(6)]
    rows = [[*whole, *["overmuch of words " * 9] * 6], [whole[1], *whole[1:], *["x" * 300] * 6]]
    table = Table("T", "Narrow", "", "", tuple(columns), rows)
    made_at = datetime(2019, 3, 1, 12, tzinfo=UTC)
    section = Section("all", "All", (table,))
    report = Report("A call", "Summary", "X-1", made_at, "In short.", (), (section,))
    write_page(report, tmp_path / "narrow.html")
    words = "".join(printed(tmp_path / "narrow.html", tmp_path)[0])
    for each, times in (("24:00", 1), ("Question 10", 3), ("LLEP-2018-01", 2), ("123,456", 2)):
        assert words.count(each) == times, each


@pytest.mark.parametrize("edition", list(Edition))
def test_a_page_prints_on_a4_without_losing_words(report_of, edition, tmp_path):
    path = report_of(edition, "html")
    target = tmp_path / "page.pdf"
    browse(tmp_path, f"--print-to-pdf={target}", "--no-pdf-header-footer", path.as_uri())
    pages = pypdfium2.PdfDocument(target)
    assert len(pages) > 5
    for page in pages:
        assert [round(each) for each in page.get_size()] in ([595, 842], [594, 842], [596, 842])
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    pages.close()
    plain = re.sub(r"\W", "", words)
    for needed in ("Submissions by priority and stance", "Framework grid", "Content hash"):
        assert re.sub(r"\W", "", needed) in plain
