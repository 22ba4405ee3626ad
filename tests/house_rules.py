"""The rules of the house as questions to one node of a syntax tree: does it break the rule?"""

import ast
import sys
from functools import cache
from pathlib import Path

EVERYTHING = {"Exception", "BaseException"}
TAKES_SQL = {"text", "DDL", "exec_driver_sql", "execute", "executemany", "executescript"}


def last_name(node: ast.AST | None) -> str:
    """Return `c` for `c` and for `a.b.c`; nothing for any other expression."""
    return getattr(node, "attr", getattr(node, "id", ""))


def imported_packages(node: ast.AST) -> set[str]:
    """Return the outermost packages that an import names."""
    modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        modules = [node.module or ""]
    return {module.split(".")[0] for module in modules}


def imports_a_stranger(node: ast.AST) -> bool:
    """Tell whether anything but lisdesk and the standard library is imported."""
    return bool(imported_packages(node) - {"lisdesk", *sys.stdlib_module_names})


def imports_sqlite3(node: ast.AST) -> bool:
    """Tell whether the SQLite of the standard library is imported."""
    return "sqlite3" in imported_packages(node)


def catches_everything(node: ast.AST) -> bool:
    """Tell whether any exception is swallowed; a handler that ends in a bare `raise` does not."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    is_broad = any(each is None or last_name(each) in EVERYTHING for each in caught)
    end = node.body[-1]
    return is_broad and not (isinstance(end, ast.Raise) and end.exc is None)


def composes_sql(node: ast.AST) -> bool:
    """Tell whether a statement is put together at run time from more than text and CONSTANTS.

    A PRAGMA is exempt: SQLite binds no value in it.
    """
    if not (isinstance(node, ast.Call) and last_name(node.func) in TAKES_SQL and node.args):
        return False
    statement = node.args[0]
    if isinstance(statement, ast.Call):
        return last_name(statement.func) == "format"
    if not isinstance(statement, ast.JoinedStr | ast.BinOp):
        return False
    parts = list(ast.walk(statement))
    if any(isinstance(part, ast.Constant) and is_pragma(part.value) for part in parts):
        return False
    names = [part for part in parts if isinstance(part, ast.Name | ast.Attribute)]
    return not all(last_name(name).isupper() for name in names)


def is_pragma(value: object) -> bool:
    """Tell whether a literal begins a PRAGMA."""
    return isinstance(value, str) and value.startswith("PRAGMA ")


def changes_rows_unseen(node: ast.AST) -> bool:
    """Tell whether rows are changed past their versions and the audit, by a statement of bulk."""
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        return "sqlalchemy" in imported_packages(node) and bool(names & {"update", "delete"})
    if not (isinstance(node, ast.Call) and last_name(node.func) in {"update", "delete"}):
        return False
    return any(
        last_name(part) in {"sqlalchemy", "__table__", "query"} for part in ast.walk(node.func)
    )


def sees_some_tables(node: ast.AST) -> bool:
    """Tell whether tables are looked up among those that happen to be loaded, and not all."""
    return isinstance(node, ast.Attribute) and node.attr in {"metadata", "registry"}


def refers_by_name(node: ast.AST) -> bool:
    """Tell whether an entity's foreign key names another table, which then need not be loaded: its
    column would have no type.
    """
    if not isinstance(node, ast.ClassDef):
        return False
    own = [
        part.value.value
        for part in node.body
        if isinstance(part, ast.Assign) and last_name(part.targets[0]) == "__tablename__"
    ]
    named = [
        part.args[0].value
        for part in ast.walk(node)
        if isinstance(part, ast.Call)
        and last_name(part.func) == "ForeignKey"
        and isinstance(part.args[0], ast.Constant)
    ]
    return any(name.split(".")[0] not in own for name in named)


def user_errors(package: Path) -> set[str]:
    """Return the names of `UserError` and of every class of the package that descends from it."""
    classes = [
        node
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    known, before = {"UserError"}, 0
    while len(known) > before:
        before = len(known)
        known |= {each.name for each in classes if known & {last_name(base) for base in each.bases}}
    return known


@cache
def our_user_errors() -> set[str]:
    """Return the names of lisdesk's own."""
    return user_errors(Path(__file__).resolve().parent.parent / "lisdesk")


def leaves_no_way_out(node: ast.AST) -> bool:
    """Tell whether a `UserError` is made without saying what to do next."""
    if not (isinstance(node, ast.Call) and last_name(node.func) in our_user_errors()):
        return False
    advice = [word.value for word in node.keywords if word.arg == "do"]
    return not advice or (isinstance(advice[0], ast.Constant) and not advice[0].value)


READS_MARKUP = {
    "QLabel", "QMessageBox", "QErrorMessage", "QTextBrowser", "QWhatsThis", "showText",
    "setHtml", "insertHtml", "appendHtml", "setMarkdown", "setWhatsThis", "setStatusTip",
}  # fmt: skip


def shows_markup(node: ast.AST) -> bool:
    """Tell whether Qt could read a text as HTML here; a tool tip's literal is our own words."""
    if not isinstance(node, ast.Call):
        return False
    if last_name(node.func) != "setToolTip":
        return last_name(node.func) in READS_MARKUP
    words = node.args[-1]
    is_made_safe = isinstance(words, ast.Call) and last_name(words.func) == "as_tool_tip"
    return not isinstance(words, ast.Constant) and not is_made_safe
