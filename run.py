"""One command for everything: `python3 run.py` sets up what is missing and starts; standard library only."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
PROGRAMS = ("dczg", "督察整改台账")
SCRIPTS = {"bench": "run.py", "soak": "soak.py"}
WINDOW_SECONDS = 8

USAGE = """用法（Windows 上把 python3 换成 py -3.11；内网请先设置 PIP_INDEX_URL 指向本单位的镜像）：
  python3 run.py                 打开督察整改台账；没有显示器时在 demo-output 里走一遍示例
  python3 run.py test [参数]     运行全部测试，参数交给 pytest
  python3 run.py bench [参数]    运行性能对比
  python3 run.py soak [参数]     反复模拟十三个单位的往来，逐步核对；--times 次数，--seed 种子，--workers 进程数
  python3 run.py build           生成可分发的程序文件夹 dist/督察整改台账 并试运行
  python3 run.py --setup [dev|ci] 只做安装；dev 连同开发工具，ci 再连同另存试验用的 LibreOffice（要管理员）
  python3 run.py 其他子命令 …    交给 main.py，例如 demo 文件夹、verify 台账.db --json"""

# Needed to import QtWidgets at all, found with ldd and confirmed on a bare Debian 12.
WINDOWLESS_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetupError(Exception):
    """What could not be set up, and what to do; shown as it is."""


def say(text: str) -> None:
    """Print at once, so that our lines and those of child programs keep their order."""
    print(text, flush=True)


def speak_utf8() -> None:
    """Chinese must not crash on a terminal or pipe of another encoding; children get PYTHONUTF8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def refuse_wrong_python(version: tuple[int, int]) -> None:
    """Raise SetupError unless `version` is 3.11 to 3.13, for which the pinned window library is built."""
    if (3, 11) <= version <= (3, 13):
        return
    newer = ["py -3.11"] if os.name == "nt" else ["python3.11", "python3.12", "python3.13"]
    better = next((name for name in newer if shutil.which(name.split()[0])), "")
    advice = f"请改用：{better} run.py" if better else "请安装 Python 3.11（3.12、3.13 也可以）后再运行。"
    raise SetupError(f"本程序需要 Python 3.11 至 3.13，当前是 {version[0]}.{version[1]}。{advice}")


def has_display() -> bool:
    """Whether a window could be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian packages of the shared libraries that the system's loader does not find; none outside Linux."""
    missing = set()
    for library, package in libraries.items() if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.add(package)
    return sorted(missing)


def administrator() -> list[str] | None:
    """The words before a command that needs root; None when this user cannot become root unasked."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


def install_packages(packages: list[str]) -> None:
    """Install Debian packages; where that is not allowed, SetupError holds the line for the administrator."""
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    advice = f"请让管理员运行下面一行，然后再次运行 run.py：\n  sudo apt-get update && sudo {' '.join(line)}"
    if not shutil.which("apt-get"):
        raise SetupError(
            f"缺少系统组件：{' '.join(packages)}（Debian 的名称）。请用本系统的软件管理工具安装。"
        )
    before = administrator()
    if before is None:
        raise SetupError(f"缺少系统组件，当前用户无权安装。{advice}")
    say(f"正在安装系统组件：{' '.join(packages)}")
    nothing = subprocess.DEVNULL
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-oDPkg::Lock::Timeout=300"]
    subprocess.call([*apt, "update"], stdin=nothing)  # one dead source is no reason to stop
    if subprocess.call([*apt, *line[1:]], stdin=nothing, stdout=nothing) != 0:
        raise SetupError(f"系统组件没有装成，原因见上。{advice}")


def child_environment(**more: str) -> dict[str, str]:
    """The environment of programs started from here: UTF-8, compiled once, no window where none can be shown."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONDONTWRITEBYTECODE"}}
    environment = {**kept, "PYTHONUTF8": "1", "PIP_ROOT_USER_ACTION": "ignore", **more}
    if not has_display():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def run(command: list[str], **more: str) -> int:
    """Run a program to its end; 128 + n when signal n ended it, as shells say. `more`: environment."""
    try:
        code = subprocess.call(command, env=child_environment(**more))
    except KeyboardInterrupt:
        return 130
    return code if code >= 0 else 128 - code


def requirement_marks(name: str) -> list[str]:
    """One mark for a requirement file and one for each file it includes; it changes when any of them does."""
    text = (ROOT / name).read_text("utf-8")
    included = [line.split()[1] for line in text.splitlines() if line.startswith("-r ")]
    deeper = [mark for other in included for mark in requirement_marks(other)]
    return [f"{name} {hashlib.sha256(text.encode()).hexdigest()}", *deeper]


def is_venv_usable() -> bool:
    """Whether the interpreter of `.venv` starts, is of a supported version and finds its own pip."""
    probe = (
        "import sys, importlib.util as u\n"
        "sys.exit(not ((3, 11) <= sys.version_info < (3, 14) and u.find_spec('pip')))"
    )
    try:
        return subprocess.call([str(VENV_PYTHON), "-I", "-c", probe], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make or rebuild `.venv` with this Python; raises SetupError."""
    if not os.access(ROOT, os.W_OK):
        raise SetupError(f"不能在“{ROOT}”里写文件。请把整个文件夹复制到自己的目录后再运行。")
    say("正在建立运行环境 .venv")
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise SetupError("运行环境 .venv 没有建成，原因见上。请删除 .venv 文件夹后再运行一次。")


def install_requirements(name: str) -> None:
    """Install a requirement file into `.venv` unless the stamp says that it is there; raises SetupError."""
    if not is_venv_usable():
        make_venv()
    marks = requirement_marks(name)
    if STAMP.is_file() and set(marks) <= set(STAMP.read_text("utf-8").splitlines()):
        return
    say("正在安装程序组件（首次约 150 MB，需要几分钟）")
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--no-input", *([] if sys.stdout.isatty() else ["-q"])]
    if run([*pip, "-r", str(ROOT / name)]) != 0:
        raise SetupError("程序组件没有装成，原因见上。请检查网络（内网请设置 PIP_INDEX_URL）后再运行一次。")
    STAMP.write_text("\n".join(marks) + "\n", "utf-8")


def set_up(requirements: str, *, window: bool) -> None:
    """Install the libraries of the system and of Python that are missing; raises SetupError."""
    packages = missing_packages({**WINDOWLESS_LIBRARIES, **(WINDOW_LIBRARIES if window else {})})
    if importlib.util.find_spec("ensurepip") is None and not is_venv_usable():
        packages.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if packages:
        install_packages(packages)
    install_requirements(requirements)


def main_program(arguments: list[str]) -> int:
    """Set up what the program needs and hand the arguments to main.py."""
    set_up("requirements.txt", window=has_display())
    return run([str(VENV_PYTHON), str(ROOT / "main.py"), *arguments])


def window_or_demo() -> int:
    """Open the window; where none can be shown, walk through the sample and say where the results lie."""
    if has_display():
        return main_program([])
    folder = ROOT / "demo-output"
    say(f"没有找到显示器，改为不开窗口的示例演示，结果写入：{folder}")
    code = main_program(["demo", str(folder)])
    say(f"演示完成，请查看：{folder}" if code == 0 else f"演示没有完成（退出码 {code}），原因见上。")
    return code


def set_up_re_saving() -> None:
    """Install the spreadsheet program by which the tests re-save workbooks; raises SetupError."""
    if sys.platform == "linux" and not (shutil.which("soffice") or shutil.which("libreoffice")):
        install_packages(["libreoffice-calc-nogui"])


def run_tests(arguments: list[str]) -> int:
    """The whole test-suite on all processors, or what the arguments for pytest choose."""
    set_up("requirements-dev.txt", window=False)
    os.chdir(ROOT)
    everything = [] if arguments else ["-n", "auto", "--dist", "worksteal"]
    return run([str(VENV_PYTHON), "-m", "pytest", *everything, *arguments], QT_QPA_PLATFORM="offscreen")


def run_script(name: str, arguments: list[str]) -> int:
    """`bench`: the comparison with the baselines. `soak`: thousands of random histories of thirteen offices."""
    set_up("requirements.txt", window=False)
    return run([str(VENV_PYTHON), str(ROOT / "benchmarks" / name), *arguments], QT_QPA_PLATFORM="offscreen")


def build(arguments: list[str]) -> int:
    """Make `dist/督察整改台账` and try both of its programs; 0 only when they work."""
    set_up("requirements-dev.txt", window=False)
    if sys.platform == "linux" and not shutil.which("objdump"):
        install_packages(["binutils"])
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build"), str(ROOT / "build.spec")]
    tool = [str(VENV_PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *arguments]
    code = run([*tool, *folders])
    return code or try_built(ROOT / "dist" / "督察整改台账")


def try_built(folder: Path) -> int:
    """Let the built programs walk through the sample, verify a ledger of it and hold a window open."""
    console, windowed = (str(folder / (name + (".exe" if os.name == "nt" else ""))) for name in PROGRAMS)
    with tempfile.TemporaryDirectory(prefix="dczg-") as scratch:
        place = {"QT_QPA_PLATFORM": "offscreen", "DCZG_DATA": str(Path(scratch, "data"))}
        for trial in (
            ["demo", str(Path(scratch, "demo"))],
            ["verify", str(Path(scratch, "demo", "台账", "青石县.dczg")), "--json"],
        ):
            code = run([console, *trial], **place)
            if code:
                say(f"生成的程序没有通过试运行：{trial[0]}（退出码 {code}），原因见上。")
                return code
        if not stays_open(windowed, place):
            raise SetupError("生成的窗口程序启动后立即退出。")
    say(f"已生成并试运行：{folder}")
    return 0


def stays_open(program: str, place: dict[str, str]) -> bool:
    """Whether the windowed program still runs after a few seconds; it is then closed."""
    with subprocess.Popen([program], env=child_environment(**place)) as window:
        try:
            window.wait(WINDOW_SECONDS)
        except subprocess.TimeoutExpired:
            window.terminate()
            return True
    return False


def chosen(arguments: list[str]) -> int:
    """Do what the first argument says; the exit code of the program that did the work."""
    if not arguments:
        return window_or_demo()
    first, rest = arguments[0], arguments[1:]
    if first in {"-h", "--help"}:
        say(USAGE)
        return 0
    if first == "--setup":
        set_up("requirements-dev.txt" if rest else "requirements.txt", window=has_display())
        if rest == ["ci"]:
            set_up_re_saving()
        say("安装已齐备。")
        return 0
    if first in SCRIPTS:
        return run_script(SCRIPTS[first], rest)
    return {"test": run_tests, "build": build}.get(first, lambda _: main_program(arguments))(rest)


if __name__ == "__main__":
    speak_utf8()
    try:
        refuse_wrong_python(sys.version_info[:2])
        sys.exit(chosen(sys.argv[1:]))
    except SetupError as problem:
        say(str(problem))
        sys.exit(1)
