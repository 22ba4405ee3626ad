"""Have the classes of Qt made on the window's thread, before another thread imports anything.

PySide makes each class when it is asked for the first time, and two threads that ask at the same
moment crash it (6.11: 9 of 9 trials with two threads that ask for all, none without its laziness).
What screens need is loaded beside the window, and so is the library of charts, which asks for every
class there is. So the classes that the first screen needs are made before a file is opened, the
others that the program's code names before other screens are loaded, and all there are in turns of
the window before the charts are loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

_FIRST = {
    "PySide6.QtCore": (
        "QByteArray QCoreApplication QElapsedTimer QEvent QObject QPoint QRect QRectF QSettings "
        "QSignalBlocker QSize QTimer QUrl Qt Signal Slot"
    ),
    "PySide6.QtGui": (
        "QAccessible QAccessibleEvent QAction QCloseEvent QColor QDragEnterEvent QDropEvent QFont "
        "QFontDatabase QFontMetrics QGuiApplication QHideEvent QIcon QKeyEvent QKeySequence "
        "QPaintEvent QPainter QPalette QPen QPixmap QResizeEvent QShowEvent QUndoCommand QUndoStack"
    ),
    "PySide6.QtSvg": "QSvgRenderer",
    "PySide6.QtWidgets": (
        "QApplication QDialog QFileDialog QFrame QGridLayout QHBoxLayout QLabel QMainWindow QMenu "
        "QProgressBar QPushButton QScrollArea QSizePolicy QSplitter QStackedWidget QTableWidget "
        "QTableWidgetItem QToolButton QVBoxLayout QWidget"
    ),
}
"""What the code of the window and its first screen imports from Qt; a test holds it to that."""
_OTHER = {
    "PySide6.QtCore": (
        "QAbstractItemModel QAbstractTableModel QItemSelection QItemSelectionModel "
        "QMimeData QModelIndex QPersistentModelIndex QPointF QTextBoundaryFinder"
    ),
    "PySide6.QtGui": (
        "QActionGroup QBrush QDesktopServices QImage QMouseEvent QRegion QShortcut QStandardItem "
        "QStandardItemModel QTextBlock QTextCharFormat QTextCursor QTextDocument QTextFrameFormat "
        "QTextLayout QTextLine QTextOption QTextTable QWheelEvent"
    ),
    "PySide6.QtWidgets": (
        "QAbstractButton QAbstractItemView QButtonGroup QCheckBox QComboBox QCompleter "
        "QDoubleSpinBox QFormLayout QHeaderView QLayout QLayoutItem QLineEdit QListView "
        "QListWidget QListWidgetItem "
        "QPlainTextDocumentLayout QPlainTextEdit QRadioButton QScrollBar QSpinBox QStackedLayout "
        "QStyle QStyleOptionComboBox QStyleOptionViewItem QStylePainter QStyledItemDelegate "
        "QSystemTrayIcon QTabBar QTabWidget QTableView QTextBrowser QTextEdit QTreeView "
        "QTreeWidget QTreeWidgetItem"
    ),
}
"""What the rest of the program's code imports from Qt."""
_ALL = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")


def first_names() -> frozenset[tuple[str, str]]:
    """Return module and name of what the window and its first screen import."""
    return frozenset(_named(_FIRST))


def own_names() -> frozenset[tuple[str, str]]:
    """Return module and name of what the program's code imports."""
    return frozenset((*_named(_FIRST), *_named(_OTHER)))


def all_names() -> Iterator[tuple[str, str]]:
    """Yield module and name of all there are."""
    for module in _ALL:
        for name in dir(import_module(module)):
            yield module, name


def made_types(named: Iterable[tuple[str, str]]) -> Iterator[object]:
    """Have classes made, each as it is asked for here; on the window's thread."""
    return (getattr(import_module(module), name, None) for module, name in named)


@cache
def make_first_types() -> None:
    """Have the classes made that the first screen needs; on the window's thread, before a file is
    opened on another.
    """
    _make(_named(_FIRST))


@cache
def make_own_types() -> None:
    """Have the classes made that the program's code names; on the window's thread, before another
    loads a screen.
    """
    _make(own_names())


def _named(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((module, name) for module, words in names.items() for name in words.split())


def _make(named: Iterable[tuple[str, str]]) -> None:
    for _ in made_types(named):
        pass
