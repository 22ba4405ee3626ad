"""Small web pages and the text that each must give."""

from __future__ import annotations

PAGES: dict[str, tuple[str, str]] = {
    "paragraphs": ("<p>Dear  all,</p>\n<p>we<br>ask <b>now</b>.</p>", "Dear all,\n\nwe\nask now."),
    "links": (
        '<p><a href="https://acme.example/r">report</a> <a href="mailto:j@a.example">j@a.example'
        '</a> <a href="javascript:x()">x</a></p>',
        "report <https://acme.example/r> j@a.example x",
    ),
    "lists": (
        "<ul><li>One<li>Two</ul><ol><li>First</li><li>Second</li></ol>",
        "• One\n• Two\n\n1. First\n2. Second",
    ),
    "tables": (
        "<table><tr><th>Year<th>Jobs<tr><td>2018<td>40</table>after",
        "Year\tJobs\n2018\t40\n\nafter",
    ),
    "what is not shown": (
        "<head><title>T</title><style>p{}</style></head><p>A<script>alert(1)</script><!-- c -->B"
        '<img src="http://203.0.113.9/x.gif">&amp;&lt;b&gt;</p>',
        "AB&<b>",
    ),
    "preformatted": ("<pre>a\n  b</pre><p>c</p>", "a\n  b\n\nc"),
    "deep nesting": ("<div>" * 1500 + "deep" + "</div>" * 1500 + "<p>end</p>", "deep\n\nend"),
}  # fmt: skip
