"""What a reader's process cannot do, tried from inside one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.core.extract.children import ROOT, library_folders

TRIES = """
import ctypes, os, resource, signal, sys
sys.path[:0] = sys.argv[2:]
from tasks.core.extract.sandbox import shut_in
shut_in(int(sys.argv[1]), sys.argv[3:])
try:
    {}
except BaseException as error:
    os.write(1, type(error).__name__.encode())
    os._exit(0)
os.write(1, b"done")
"""
REFUSED = (
    "open('/etc/passwd')",
    "open(os.devnull, 'w')",
    "os.open('/tmp/communique-was-here', os.O_CREAT | os.O_WRONLY)",
    "os.remove('/tmp/communique-was-here')",
    "os.mkdir('/tmp/communique-was-here')",
    "os.symlink('/etc', '/tmp/communique-was-here')",
    "os.system('true')",
    "os.fork()",
    "os.execv('/bin/true', ['true'])",
    "os.posix_spawn('/bin/true', ['true'], {})",
    "os.kill(os.getppid(), 0)",
    "import subprocess; subprocess.run(['true'])",
    "import socket; socket.socket()",
    "import socket; socket.getaddrinfo('localhost', 80)",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1/')",
    "import urllib.request; urllib.request.urlopen('file:///etc/passwd')",
    "import tempfile; tempfile.NamedTemporaryFile()",
    "import sqlite3; sqlite3.connect('/tmp/communique-was-here')",
    "ctypes.CDLL('/tmp/evil.so')",
)


def tried(code: str) -> str:
    """What came of a line of code in a process that shut itself in."""
    program = [sys.executable, "-I", "-S", "-c", TRIES.format(code), str(os.getpid()), str(ROOT), *library_folders()]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("code", REFUSED)
def test_python_code_is_refused(code: str) -> None:
    assert tried(code) in ("PermissionError", "URLError", "FileNotFoundError")


@pytest.mark.parametrize(
    "code", ["import lxml.etree, pdfplumber", "from schemas import knowledge; knowledge.rows('months')"]
)
def test_code_and_knowledge_are_there(code: str) -> None:
    assert tried(code) == "done"


def test_limits_that_hold_for_code_in_c_too() -> None:
    code = (
        "assert resource.getrlimit(resource.RLIMIT_FSIZE) == (0, 0); "
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0); "
        "assert resource.getrlimit(resource.RLIMIT_NPROC) == (0, 0); "
        "assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] <= 64"
    )
    assert tried(code) == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's walls are those of Linux")
def test_the_kernel_keeps_code_in_c_from_writing_and_from_the_network(tmp_path: Path) -> None:
    """Where the kernel has neither Landlock nor namespaces for us, `creat` still cannot write anything into a file."""
    place = tmp_path / "made-in-c"
    code = f"libc = ctypes.CDLL(None); f = libc.creat({str(place).encode()!r}, 0o600); libc.write(f, b'x', 1)"
    assert tried(code) in ("done", "")
    assert not place.exists() or place.read_bytes() == b""


def test_a_process_whose_run_is_gone_ends_at_once() -> None:
    program = [sys.executable, "-I", "-S", "-c", TRIES.format("pass"), "1", str(ROOT), *library_folders()]
    assert subprocess.run(program, capture_output=True, check=False).returncode == 1
