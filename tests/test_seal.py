"""The network seal: what leaves this computer is counted, and refused when the person says so."""

import multiprocessing
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from photoclip import seal
from photoclip.seal import SEAL

ELSEWHERE = "192.0.2.1"  # an address that is nobody's


@pytest.fixture
def watched() -> Iterator[seal.Seal]:
    SEAL.watch()
    yield SEAL
    SEAL.close(sealed=False)


def _attempt() -> None:
    with socket.socket() as tried:
        tried.setblocking(False)
        tried.connect_ex((ELSEWHERE, 80))


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("", True),
        ("192.168.1.4", False),
        ("fe80::1%eth0", False),
        ("huggingface.co", False),
        ("localhost.example.org", False),
    ],
)
def test_what_counts_as_this_computer(host: str, *, local: bool) -> None:
    assert seal.is_local(host) is local


def test_attempts_are_counted_and_pass_while_open(watched: seal.Seal) -> None:
    before, refused = watched.attempts, watched.refused
    _attempt()
    assert (watched.attempts, watched.refused) == (before + 1, refused)


def test_closed_it_refuses_connections_and_lookups(watched: seal.Seal) -> None:
    watched.close(sealed=True)
    assert watched.is_closed
    before, refused = watched.attempts, watched.refused
    with pytest.raises(ConnectionRefusedError, match="switched off"):
        _attempt()
    with pytest.raises(ConnectionRefusedError):
        socket.getaddrinfo("photoclip.invalid", 443)
    with pytest.raises(urllib.error.URLError, match="switched off"):
        urllib.request.urlopen(f"http://{ELSEWHERE}/", timeout=1)
    assert (watched.attempts, watched.refused) == (before + 3, refused + 3)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_closed_there_are_no_sockets_of_the_internet(
    watched: seal.Seal, family: socket.AddressFamily, kind: socket.SocketKind
) -> None:
    with socket.socket(family, kind) as made_before:
        watched.close(sealed=True)
        refused = watched.refused
        with pytest.raises(seal.NetworkSealedError):
            socket.socket(family, kind)
        elsewhere = ELSEWHERE if family == socket.AF_INET else "2001:db8::1"
        for reach in (made_before.connect, made_before.bind):
            with pytest.raises(seal.NetworkSealedError):
                reach((elsewhere, 80))
        if kind == socket.SOCK_DGRAM:
            with pytest.raises(seal.NetworkSealedError):
                made_before.sendto(b"x", (elsewhere, 80))
        assert watched.refused >= refused + 3


def test_closed_it_lets_pass_what_stays_here(watched: seal.Seal) -> None:
    """Pairs and named sockets of this computer, and the queues between processes."""
    watched.close(sealed=True)
    before = watched.attempts
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        place = tempfile.mkdtemp()
        server.bind(f"{place}/socket")
        server.listen()
        client.connect(f"{place}/socket")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(abs, [-1, 2]) == [1, 2]
    assert watched.attempts == before


def test_a_download_says_that_the_network_is_switched_off() -> None:
    program = """
from pathlib import Path
from photoclip.clip.download import RECOMMENDED, download
from photoclip.errors import ModelError
from photoclip.seal import SEAL
import tempfile
SEAL.watch()
SEAL.close(sealed=True)
try:
    download(RECOMMENDED[0].name, Path(tempfile.mkdtemp()), hub="https://hub.invalid")
except ModelError as error:
    print(error, SEAL.attempts)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "switched off in its settings" in done.stdout, done.stderr
    assert done.stdout.split()[-1] != "0"
