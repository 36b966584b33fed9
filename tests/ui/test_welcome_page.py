import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.settings import load_settings
from dczg_desktop.domain.words import Level, Role
from dczg_desktop.services.ledgers import create_ledger, open_ledger
from dczg_desktop.services.users import add_user
from ui.dialogs.ledger_new import LedgerDialog, NewLedger
from ui.dialogs.user import Person, SignInDialog
from ui.pages.start.welcome import WelcomePage


@pytest.fixture
def path(tmp_path):
    ledger = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    ledger.close()
    return ledger.path


@pytest.fixture
def page(qtbot, context):
    made = WelcomePage(context)
    made.ask_new = made.ask_person = made.ask_file = lambda *_args: None
    qtbot.addWidget(made)
    yield made
    if context.has_ledger:
        context.ledger.close()


def refused(qtbot, page):
    qtbot.waitUntil(lambda: not page.refusal.isHidden() and page.sample.isEnabled())
    return page.words.text()


def test_the_only_user_without_a_password_goes_straight_in(qtbot, context, page, path):
    with qtbot.waitSignal(context.ledger_opened, timeout=5000):
        page.open_path(path)

    assert (context.user_name, context.office_name) == ("王芳", "青石县")
    assert context.user_uid == context.ledger.user_uid
    kept = load_settings()
    assert (kept.last_ledger, kept.recent, kept.last_user) == (str(path), [str(path)], "王芳")


def test_the_ledger_of_the_command_line_opens_by_itself(qtbot, context, path):
    context.requested_path = path
    page = WelcomePage(context)
    qtbot.addWidget(page)

    with qtbot.waitSignal(context.ledger_opened, timeout=5000):
        page.show()

    context.ledger.close()


def test_among_several_people_one_is_asked_for_and_the_last_one_proposed(qtbot, context, page, path):
    ledger = open_ledger(path)
    add_user(ledger, "李慧", Role.REVIEWER, "青山绿水共为邻好风光")
    ledger.close()
    context.settings.last_user = "李慧"
    asked: list[object] = []

    def ask(_parent, people, chosen, sign_in):
        asked.extend([people, chosen])
        sign_in("李慧", "青山绿水共为邻好风光")
        return "李慧"

    page.ask_person = ask
    with qtbot.waitSignal(context.ledger_opened, timeout=5000):
        page.open_path(path)

    assert asked == [[Person("王芳", False), Person("李慧", True)], "李慧"]
    assert context.user_name == "李慧"


def test_nobody_signs_in_and_the_ledger_is_closed_again(qtbot, context, page, path):
    ledger = open_ledger(path)
    add_user(ledger, "李慧")
    ledger.close()

    page.open_path(path)
    qtbot.waitUntil(page.sample.isEnabled)

    assert not context.has_ledger
    open_ledger(path).close()  # not locked any more


def test_a_missing_file_is_refused_in_place(qtbot, page, tmp_path):
    page.open_path(tmp_path / "没有.dczg")

    assert "找不到台账文件" in refused(qtbot, page)


def test_a_ledger_that_is_open_elsewhere_is_refused(qtbot, page, path):
    other = open_ledger(path)

    page.open_path(path)

    assert "正被另一个窗口打开" in refused(qtbot, page)
    other.close()


def test_a_newer_ledger_is_refused_untouched(qtbot, page, path):
    content = bytearray(path.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(content)

    page.open_path(path)

    assert "更新版本的程序" in refused(qtbot, page)
    assert path.read_bytes() == bytes(content)


def test_an_unsafe_place_is_refused_and_the_typed_words_come_back(qtbot, page, tmp_path):
    wanted = NewLedger(tmp_path / "OneDrive" / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    drafts: list[object] = []

    def ask(_parent, _folder, draft):
        drafts.append(draft)
        return wanted if draft is None else None

    page.ask_new = ask
    page.found()
    assert "云盘" in refused(qtbot, page)
    page.found()

    assert drafts == [None, wanted]
    assert not wanted.path.exists()


def test_a_new_ledger_is_made_and_opened(qtbot, context, page, tmp_path):
    wanted = NewLedger(tmp_path / "县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    page.ask_new = lambda *_args: wanted

    with qtbot.waitSignal(context.ledger_opened, timeout=5000):
        page.found()

    assert wanted.path.is_file()
    assert context.office_name == "青石县"


def test_the_sample_is_made_once_and_then_opened(qtbot, context, page, path, monkeypatch):
    folders: list[object] = []

    def make(folder):
        folders.append(folder)
        return path.rename(folder / "示例台账.dczg")

    monkeypatch.setattr("dczg_desktop.services.sample.make_sample", make)
    for _time in range(2):
        with qtbot.waitSignal(context.ledger_opened, timeout=5000):
            page.open_sample()
        context.ledger.close()
        qtbot.waitUntil(page.sample.isEnabled)

    assert len(folders) == 1
    assert context.settings.recent == [str(folders[0] / "示例台账.dczg")]


def test_recent_ledgers_are_listed_and_missing_ones_say_so(qtbot, context, path):
    context.settings.recent = [str(path), "/没有/这里.dczg"]
    page = WelcomePage(context)
    qtbot.addWidget(page)

    assert page.recent.paths() == context.settings.recent
    assert "文件已不在" in page.recent.list.item(1).text()
    with qtbot.waitSignal(context.ledger_opened, timeout=5000):
        page.recent.list.itemActivated.emit(page.recent.list.item(0))
    context.ledger.close()


def test_the_dialog_of_a_new_ledger_names_what_is_missing_and_proposes_the_file(qtbot, tmp_path):
    dialog = LedgerDialog(None, tmp_path)
    qtbot.addWidget(dialog)
    assert "没有填写" in dialog.check()

    dialog.office.setText("青石县 / 环委办")
    dialog.code.setText("450421")
    dialog.user.setText("王芳")

    assert dialog.check() == ""
    assert dialog.answer().path == tmp_path / "青石县环委办.dczg"
    dialog.path.setText(str(tmp_path / "别处"))
    dialog.path.textEdited.emit("")
    dialog.office.setText("改名")
    assert dialog.answer().path == tmp_path / "别处.dczg"


def test_a_wrong_password_keeps_the_dialog_open(qtbot):
    tried: list[tuple[str, str]] = []

    def sign_in(name, password):
        tried.append((name, password))
        if password != "对":
            raise UserError("口令不对")

    dialog = SignInDialog(None, [Person("王芳", True), Person("李慧", False)], "王芳", sign_in)
    qtbot.addWidget(dialog)
    dialog.password.setText("错")
    assert dialog.check() == "口令不对"
    dialog.password.setText("对")
    assert dialog.check() == ""

    dialog.name.setCurrentIndex(1)
    assert not dialog.password.isEnabled()
    assert tried == [("王芳", "错"), ("王芳", "对")]
