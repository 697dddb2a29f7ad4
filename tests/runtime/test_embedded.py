"""The embedded PostgreSQL starts, is shared, survives kills and leaves nothing behind."""

import os
import signal
import threading
from pathlib import Path

import psycopg
import pytest

from minqing.project import database, embedded


def test_the_server_is_made_answers_in_unicode_and_stops_with_the_last_user(own_var: Path) -> None:
    first = embedded.ensure_cluster(own_var)
    second = embedded.ensure_cluster(own_var)
    assert first.pid() == second.pid() is not None
    with first.connect(embedded.NAME) as connection:
        row = connection.execute(
            "SELECT %s || '', current_setting('listen_addresses'), current_setting('jit'), upper('é')",
            ["𠮷㛃䶮"],
        ).fetchone()
    assert row == ("𠮷㛃䶮", "", "off", "É")
    first.release()
    assert second.pid() is not None
    second.release()
    assert second.pid() is None


def test_a_wrong_password_is_refused_and_secrets_are_for_the_owner_only(own_var: Path) -> None:
    cluster = embedded.ensure_cluster(own_var)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=str(cluster.socket), user=embedded.ROLE, password="wrong", dbname="postgres")
    assert (own_var / "database.password").stat().st_mode & 0o777 == 0o600
    assert cluster.data.stat().st_mode & 0o777 == 0o700
    assert cluster.socket.stat().st_mode & 0o777 == 0o700
    cluster.release()


def test_a_killed_server_is_recovered_with_what_was_committed(own_var: Path) -> None:
    cluster = embedded.ensure_cluster(own_var)
    with cluster.connect(embedded.NAME) as connection:
        connection.execute("CREATE TABLE kept (n integer)")
        connection.execute("INSERT INTO kept VALUES (7)")
    killed = cluster.pid()
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    again = embedded.ensure_cluster(own_var)
    assert again.pid() not in {None, killed}
    with again.connect(embedded.NAME) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]
    again.release()
    cluster.release()


def test_a_stale_file_with_the_number_of_another_process_does_not_stop_the_start(own_var: Path) -> None:
    embedded.ensure_cluster(own_var).release()
    cluster = embedded.cluster_of(own_var)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n", encoding="ascii")
    assert cluster.pid() is None
    again = embedded.ensure_cluster(own_var)
    assert again.pid() not in {None, os.getpid()}
    again.release()


def test_many_callers_at_once_get_one_server(own_var: Path) -> None:
    clusters: list[embedded.Cluster] = []
    threads = [
        threading.Thread(target=lambda: clusters.append(embedded.ensure_cluster(own_var))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(clusters) == 6
    assert len({cluster.pid() for cluster in clusters}) == 1
    for cluster in clusters:
        cluster.release()
    assert clusters[0].pid() is None


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(own_var: Path) -> None:
    deep = own_var / ("很长的目录名" * 6)
    cluster = embedded.ensure_cluster(deep)
    assert len(os.fsencode(cluster.socket / ".s.PGSQL.5432")) <= embedded.SOCKET_LIMIT
    assert cluster.answers()
    assert cluster.socket.stat().st_mode & 0o777 == 0o700
    cluster.release()


def test_a_server_address_becomes_settings() -> None:
    found = database.settings_for(
        "postgresql://min%40qing:p%3Aw@db.example:6432/qing?sslmode=require", Path("/nowhere"), pool=8
    )
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "min@qing",
        "p:w",
        "db.example",
        "6432",
        "qing",
    )
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["options"] == "-c jit=off"
    assert found["OPTIONS"]["pool"]["max_size"] == 8
    assert found["CONN_HEALTH_CHECKS"] is True
    assert "CONN_MAX_AGE" not in found


def test_an_address_of_another_database_is_refused() -> None:
    with pytest.raises(Exception, match="postgresql://"):
        database.settings_for("mysql://localhost/x", Path("/nowhere"))
