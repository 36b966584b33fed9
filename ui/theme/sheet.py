"""The one style sheet. It names the font because tables on Windows forget the application's."""

from string import Template

from ui.theme import colours

# Borders of combo boxes and date fields are left to Fusion: styling them breaks the drop-down arrow.
_SHEET = Template("""
QWidget { font-family: $family; font-size: ${pt}pt; color: $TEXT; }
QMainWindow, QDialog { background: $PAGE; }
QToolTip { background: $CARD; color: $TEXT; border: 1px solid $CONTROL_LINE; padding: 4px; }

QFrame[ground="navy"] { background: $NAVY; }
QFrame[ground="navy"] QLabel { color: $ON_NAVY; }
QFrame[ground="header"] { background: $CARD; border: none; border-bottom: 1px solid $LINE; }
QFrame[ground="card"] { background: $CARD; border: 1px solid $LINE; border-radius: 6px; }
QFrame[ground="notice"] { background: $BLUE_TINT; border: 1px solid $LINE; border-radius: 4px;
  margin-top: 10px; }
QFrame[ground="notice"][tone="warning"] { background: $AMBER_TINT; }
QFrame[ground="notice"][tone="trouble"] { background: $RED_TINT; }

QLabel { background: transparent; }
QLabel[text_role="title"] { font-size: ${title}pt; font-weight: bold; }
QLabel[text_role="heading"] { font-size: ${heading}pt; font-weight: bold; }
QLabel[text_role="strong"] { font-weight: bold; }
QLabel[text_role="secondary"] { color: $SECONDARY; }
QLabel[text_role="fault"] { color: $RED; }

QPushButton { background: $CARD; border: 1px solid $CONTROL_LINE; border-radius: 4px; padding: 5px 14px;
  min-height: ${control}px; }
QPushButton:hover { background: $HOVER; border-color: $ACCENT; }
QPushButton:pressed { background: $CHOSEN; }
QPushButton:focus { border: 2px solid $ACCENT; padding: 4px 13px; }
QPushButton:disabled { color: $FAINT; background: $PAGE; border-color: $LINE; }
QPushButton[dense="true"] { padding: 2px 8px; }
QPushButton[dense="true"]:focus { padding: 1px 7px; }
QPushButton[kind="primary"] { background: $ACCENT; color: $ON_ACCENT; border-color: $ACCENT;
  font-weight: bold; }
QPushButton[kind="primary"]:hover { background: $ACCENT_HOVER; }
QPushButton[kind="primary"]:pressed { background: $ACCENT_PRESSED; }
QPushButton[kind="primary"]:focus { border: 2px solid $NAVY_MARK; }
QPushButton[kind="primary"]:disabled { background: $CONTROL_LINE; border-color: $CONTROL_LINE; color: $CARD; }
QPushButton[kind="danger"] { color: $RED; border-color: $RED; }
QPushButton[kind="danger"]:disabled { color: $CONTROL_LINE; border-color: $LINE; }
QPushButton[kind="filter"] { padding: 2px 10px; border-color: $LINE; border-radius: 12px; }
QPushButton[kind="filter"]:checked { background: $CHOSEN; border-color: $ACCENT; color: $ACCENT_PRESSED;
  font-weight: bold; }
QPushButton[kind="filter"]:focus { border: 2px solid $ACCENT; padding: 1px 9px; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; color: $ACCENT;
  padding: 2px 4px; min-height: 0; text-decoration: underline; }
QPushButton[kind="link"]:hover { color: $ACCENT_PRESSED; }
QPushButton[kind="link"]:focus { border: 2px solid $ACCENT; }

QLineEdit, QPlainTextEdit, QTextEdit { background: $CARD; border: 1px solid $CONTROL_LINE; border-radius: 4px;
  padding: 4px 8px; selection-background-color: $ACCENT; selection-color: $ON_ACCENT; }
QLineEdit { min-height: ${control}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $ACCENT; padding: 3px 7px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $PAGE; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $PAGE; border-color: $LINE; color: $FAINT; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; border-radius: 0; min-height: 0; padding: 0 6px; }
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"] { border: 2px solid $RED; padding: 3px 7px; }
QComboBox, QDateEdit, QSpinBox { min-height: ${combo}px; }
QComboBox QAbstractItemView { background: $CARD; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${control}px; }

QTableView, QListView, QTreeView { background: $CARD; alternate-background-color: $STRIPE;
  border: 1px solid $LINE;
  gridline-color: $LINE; selection-background-color: $CHOSEN; selection-color: $TEXT; }
QTableView#frozen { border: none; border-right: 2px solid $CONTROL_LINE; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $ACCENT; }
QListView[frame="none"], QScrollArea[frame="none"] { border: none; background: transparent; }
QListView[frame="none"]:focus, QScrollArea[frame="none"]:focus { border: 2px solid $ACCENT; }
QHeaderView { background: $HEADING; border: none; }
QHeaderView::section { background: $HEADING; border: none; border-right: 1px solid $LINE;
  border-bottom: 1px solid $LINE; padding: ${head}px 8px; font-weight: bold; }
QTableCornerButton::section { background: $HEADING; border: none; }

QTabWidget::pane { border: 1px solid $LINE; background: $CARD; top: -1px; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; border: none; border-bottom: 3px solid transparent;
  padding: 7px 13px; }
QTabBar::tab:hover { color: $ACCENT; }
QTabBar::tab:selected { color: $ACCENT; border-bottom-color: $ACCENT; font-weight: bold; }
QTabBar::tab:focus { border: 2px solid $ACCENT; }

QScrollBar:vertical { background: transparent; width: 14px; margin: 1px; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 1px; }
QScrollBar::handle { background: #B4C0CE; border-radius: 5px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $FAINT; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $TRACK; border: none; border-radius: 5px; min-height: 10px; max-height: 10px; }
QProgressBar::chunk { background: $ACCENT; border-radius: 5px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $TRACK; }
QMenu { background: $CARD; border: 1px solid $CONTROL_LINE; padding: 4px; }
QMenu::item { padding: 7px 26px; border-radius: 3px; }
QMenu::item:selected { background: $CHOSEN; color: $TEXT; }
QMenu::item:disabled { color: $FAINT; }
""")


def style_sheet(point_size: int, families: list[str]) -> str:
    """The style sheet for a base size of 11, 13 or 15 points; `families` may be empty (Qt then chooses)."""
    named = {name: value for name, value in vars(colours).items() if name.isupper()}
    quoted = ", ".join(f'"{family}"' for family in [*families, "sans-serif"])
    return _SHEET.substitute(
        named,
        family=quoted,
        pt=point_size,
        heading=point_size + 3,
        title=point_size + 4,
        control=round(point_size * 2.0),
        combo=round(point_size * 2.7),
        head=round(point_size * 0.75),
    )
