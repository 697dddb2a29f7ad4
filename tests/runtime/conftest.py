"""A data directory of its own for every test that starts or kills something."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from minqing.project import embedded


@pytest.fixture
def own_var() -> Iterator[Path]:
    """Return a data directory with a short path that any user may enter; its server is stopped afterwards."""
    var = Path(tempfile.mkdtemp(prefix="mq-", dir="/tmp"))
    var.chmod(0o755)
    yield var
    cluster = embedded.cluster_of(var)
    cluster.stop()
    for folder in {var, cluster.base, cluster.socket}:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
