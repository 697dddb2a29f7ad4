"""Fetches 仿宋, 楷体, 宋体 and 黑体 for papers (取得字体) where the machine has none.

On Debian the Fandol fonts lie in the package texlive-lang-chinese; it is downloaded with apt and only
unpacked, so
an ordinary user can do it too.  Fandol is under the GNU GPL with font exception: fetched for own use, not
shipped.
Everything else – no network, no apt, another system – ends in a notice, never in a failure.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

PACKAGE = "texlive-lang-chinese"
INSIDE = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
WANTED = (
    "FandolFang-Regular.otf",
    "FandolSong-Regular.otf",
    "FandolSong-Bold.otf",
    "FandolHei-Regular.otf",
    "FandolHei-Bold.otf",
    "FandolKai-Regular.otf",
)
LONGEST = 600


def fetch(target: Path, say: Callable[[str], None]) -> bool:
    """Bring the Fandol fonts into ``target``, saying so, and return whether they are there."""
    if all((target / name).is_file() for name in WANTED):
        return True
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    say("正在下载公文字体（约 49 MB）……")
    with tempfile.TemporaryDirectory(prefix="minqing-fonts-") as place:
        work = Path(place)
        work.chmod(0o755)  # apt downloads as its own user
        if not _run(["apt-get", "-qq", "download", PACKAGE], work):
            return False
        archive = next(iter(sorted(work.glob(f"{PACKAGE}_*.deb"))), None)
        if archive is None or not _run(["dpkg-deb", "-x", str(archive), "unpacked"], work):
            return False
        return _keep(work / "unpacked" / INSIDE, target)


def _run(command: list[str], work: Path) -> bool:
    """Run a command quietly; return whether it succeeded in time."""
    try:
        done = subprocess.run(command, cwd=work, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603 - fixed commands
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _keep(source: Path, target: Path) -> bool:
    """Move the wanted fonts to their place, each complete or not at all."""
    if not all((source / name).is_file() for name in WANTED):
        return False
    target.mkdir(parents=True, exist_ok=True)
    for name in WANTED:
        partial = target / f"{name}.part"
        shutil.copyfile(source / name, partial)
        partial.replace(target / name)
    return True
