"""Asks for the pass-phrase of a sealed file, told by its sender over the telephone."""

from PySide6.QtWidgets import QWidget

from ui.widgets.dialog import Sheet
from ui.widgets.form import Form

LEAD = (
    "这个文件用口令密封，或设了打开密码。请给来文单位打电话（用对方公开的办公电话），请对方念出八个词或密码，按顺序输入；\n"
    "词之间、数字之间有没有空格都可以。打开密码输对一次，本机就记住，这个单位下次用同一密码的不再问。\n"
    "不要用随文件一起送来的口令。"
)


class PhraseDialog(Sheet):
    """One line for the words; `wrong` says what was wrong with those that were `typed` last."""

    def __init__(self, parent: QWidget | None, file_name: str, wrong: str = "", typed: str = "") -> None:
        super().__init__(parent, "输入口令", "打开", LEAD)
        form = Form()
        form.shown("文件", file_name)
        self.phrase = form.line("口令", typed, required=True, hint="例如：白菜 萝卜 黄瓜 茄子 …")
        self.body.addWidget(form)
        self.check = self._missing
        self.setMinimumWidth(560)
        self.say_wrong(wrong)
        self.phrase.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, file_name: str, wrong: str = "", typed: str = "") -> str | None:
        """The words; None when the person changed their mind. `typed` are those of the last try, to be mended."""
        dialog = cls(parent, file_name, wrong, typed)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> str:
        """What was typed."""
        return self.phrase.text().strip()

    def _missing(self) -> str:
        return "" if self.answer() else "请输入对方在电话里念的口令。"
