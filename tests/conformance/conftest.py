"""Starts the service for the official client: a fresh database, a fixed clock, a free port.

The program is named by GSL_SERVER_BIN (or GSL_SERVER); without either, the debug build of this workspace is used.
"""

import contextlib
import os
import pathlib
import queue
import signal
import subprocess
import threading

import pytest
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkgsl.v3 import GslClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOW = "2026-11-22T12:00:00Z"
ADDRESS = "gsl-console is at "


def program():
    named = os.environ.get("GSL_SERVER_BIN") or os.environ.get("GSL_SERVER")
    path = pathlib.Path(named) if named else ROOT / "target" / "debug" / "gsl-server"
    if not path.is_file():
        pytest.exit(f"no gsl-server at {path}: build it, or set GSL_SERVER_BIN", returncode=3)
    return path.resolve()


def first_address(lines, found):
    for line in lines:
        if line.startswith(ADDRESS):
            found.put(line.removeprefix(ADDRESS).strip())
    found.put(None)


@contextlib.contextmanager
def serving(folder, *more):
    """The address of a running service with 400 cards, started at NOW."""
    command = [program(), "serve", "--listen", "127.0.0.1:0", "--db", folder / "gsl.db"]
    command += ["--cards", "400", "--seed", "1", "--now", NOW, *more]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    found = queue.Queue()
    threading.Thread(target=first_address, args=(server.stdout, found), daemon=True).start()
    try:
        address = found.get(timeout=60)
        assert address, "the service ended without printing its address"
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0


def connect(endpoint):
    """The official client, signing with AK/SK."""
    config = HttpConfig.get_default_config()
    config.retry_times = 0
    return (
        GslClient.new_builder()
        .with_http_config(config)
        .with_credentials(BasicCredentials("access-key", "secret-key", "0123456789abcdef0123456789abcdef"))
        .with_endpoint(endpoint)
        .build()
    )


@pytest.fixture(scope="session")
def client(tmp_path_factory):
    """A client of a service whose work orders take as long as they do."""
    with serving(tmp_path_factory.mktemp("gsl")) as endpoint:
        yield connect(endpoint)


@pytest.fixture(scope="session")
def quick(tmp_path_factory):
    """A client of a service where a working day is a fifth of a second and no carrier fails."""
    with serving(tmp_path_factory.mktemp("quick"), "--time-scale", "432000", "--failures", "0") as endpoint:
        yield connect(endpoint)


@pytest.fixture(scope="session")
def card(client):
    """A China Mobile card in use with some usage."""
    from huaweicloudsdkgsl.v3 import ListSimCardsRequest

    found = client.list_sim_cards(
        ListSimCardsRequest(sim_status=20, main_search_type=1, main_search_key="898600", min_used_flow=1)
    )
    assert found.sim_cards, "the demo fleet has such a card"
    return found.sim_cards[0]
