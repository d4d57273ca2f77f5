"""Starts the service for the official client: a fresh database, a fixed clock, a free port.

The programs are named by GSL_SERVER_BIN (or GSL_SERVER) and GSL_SIM; without them, the debug build of this workspace is used.
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


KEYS = ("access-key", "secret-key")
PROJECT = "0123456789abcdef0123456789abcdef"


def program(name, *variables):
    named = next((os.environ[variable] for variable in variables if os.environ.get(variable)), None)
    path = pathlib.Path(named) if named else ROOT / "target" / "debug" / name
    if not path.is_file():
        pytest.exit(f"no {name} at {path}: build it, or set {variables[0]}", returncode=3)
    return path.resolve()


def first_address(lines, prefix, found):
    for line in lines:
        if line.startswith(prefix):
            found.put(line.removeprefix(prefix).strip())
    found.put(None)


@contextlib.contextmanager
def running(command, folder, prefix):
    """The address that a program prints, which serves 400 cards from NOW on."""
    command += ["--listen", "127.0.0.1:0", "--db", folder / "gsl.db", "--cards", "400", "--seed", "1", "--now", NOW]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    found = queue.Queue()
    threading.Thread(target=first_address, args=(server.stdout, prefix, found), daemon=True).start()
    try:
        address = found.get(timeout=60)
        assert address, "the service ended without printing its address"
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0


def serving(folder, *more):
    """The address of a running service with 400 cards."""
    return running([program("gsl-server", "GSL_SERVER_BIN", "GSL_SERVER"), "serve", *more], folder, ADDRESS)


def strict(folder, *more):
    """The address of a simulated account with 400 cards that behaves as the cloud does."""
    key = folder / "secret-key"
    key.write_text(KEYS[1])
    command = [program("gsl-sim", "GSL_SIM"), "serve", "--strict", "--access-key", KEYS[0], "--secret-key-file", key]
    return running([*command, "--project-id", PROJECT, *more], folder, "gsl-sim is at ")


def connect(endpoint, secret_key=KEYS[1], project=PROJECT):
    """The official client, signing with AK/SK."""
    config = HttpConfig.get_default_config()
    config.retry_times = 0
    return (
        GslClient.new_builder()
        .with_http_config(config)
        .with_credentials(BasicCredentials(KEYS[0], secret_key, project))
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
