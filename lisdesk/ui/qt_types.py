"""Have the classes of Qt made on the window's thread, before another thread imports anything.

PySide makes each class when it is asked for the first time, and two threads that ask at the same
moment crash it (6.11: 9 of 9 trials with two threads that ask for all, none without its laziness).
Screens are loaded beside the window, and so is the library of charts, which asks for every class
there is. So the classes that the window's own code names are made before a file is opened, a few
dozen milliseconds, and all others in turns of the window before the charts are loaded.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_TURN_S = 0.004
_OWN = {
    "PySide6.QtCore": (
        "QAbstractTableModel QByteArray QCoreApplication QElapsedTimer QEvent QItemSelection "
        "QItemSelectionModel QItemSelectionRange QMimeData QModelIndex QObject "
        "QPersistentModelIndex QPoint QPointF QRect QRectF QSettings QSignalBlocker QSize "
        "QTextBoundaryFinder QTimer QUrl Qt Signal Slot"
    ),
    "PySide6.QtGui": (
        "QAccessible QAccessibleEvent QAction QActionGroup QBrush QCloseEvent QColor "
        "QDesktopServices QDragEnterEvent QDropEvent QFont QFontDatabase QFontMetrics "
        "QGuiApplication QHideEvent QIcon QImage QKeyEvent QKeySequence QMouseEvent QPaintEvent "
        "QPainter QPalette QPen QPixmap QRegion QResizeEvent QShortcut QShowEvent QStandardItem "
        "QStandardItemModel QTextBlock QTextCharFormat QTextCursor QTextDocument QTextFrameFormat "
        "QTextLayout QTextLine QTextOption QTextTable QUndoCommand QUndoStack QWheelEvent"
    ),
    "PySide6.QtSvg": "QSvgRenderer",
    "PySide6.QtWidgets": (
        "QAbstractItemView QApplication QButtonGroup QCheckBox QComboBox QCompleter QDialog "
        "QDoubleSpinBox QFileDialog QFormLayout QFrame QGridLayout QHBoxLayout QHeaderView QLabel "
        "QLayout QLayoutItem QLineEdit QListView QListWidget QListWidgetItem QMainWindow QMenu "
        "QPlainTextDocumentLayout QPlainTextEdit QProgressBar QPushButton QRadioButton QScrollArea "
        "QSizePolicy QSpinBox QSplitter QStackedLayout QStackedWidget QStyle QStyleOptionComboBox "
        "QStyleOptionViewItem QStylePainter QStyledItemDelegate QSystemTrayIcon QTabBar QTabWidget "
        "QTableView QTableWidget QTableWidgetItem QTextBrowser QTextEdit QToolButton QTreeView "
        "QTreeWidget QTreeWidgetItem QVBoxLayout QWidget"
    ),
}
"""What the code of this program imports from Qt; a test holds it to that."""
_ALL = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")


def own_names() -> dict[str, frozenset[str]]:
    """Return the names that the window's code imports, by their module."""
    return {module: frozenset(names.split()) for module, names in _OWN.items()}


@cache
def make_own_types() -> None:
    """Have the classes made that the window's code names; to be called on the window's thread."""
    for module, names in own_names().items():
        for name in names:
            getattr(import_module(module), name)


class TypeMaker(QObject):
    """Has all classes made in turns of the window, once, and then does something."""

    def __init__(self, parent: QObject, then: Callable[[], None]) -> None:
        super().__init__(parent)
        self._then = then
        self._left = _everything()
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._take_turn)

    def begin(self) -> None:
        """Begin with the next turn."""
        self._turns.start(0)

    def _take_turn(self) -> None:
        ends_at = time.perf_counter() + _TURN_S
        for module, name in self._left:
            getattr(import_module(module), name, None)
            if time.perf_counter() > ends_at:
                return
        self._turns.stop()
        self._then()


def _everything() -> Iterator[tuple[str, str]]:
    for module in _ALL:
        for name in dir(import_module(module)):
            yield module, name
