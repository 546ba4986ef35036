"""Finds nginx, or installs Debian's where it may; runs the site of deploy/ on this machine."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from campaign import settings
from tests.browser.conftest import free_port

SITE = settings.PROJECT / "deploy" / "nginx" / "dashboard.conf"
AROUND = """daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; include {folder}/site.conf; }}
"""


def path() -> str | None:
    """Path of nginx, installed when this is Debian and we are root; None when there is none."""
    if shutil.which("nginx") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"check": False, "stdout": subprocess.DEVNULL, "env": {**os.environ, "RUNLEVEL": "1"}}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx-light"], **quiet)
    return shutil.which("nginx")


@contextmanager
def serving(folder: Path, processes: list[str]) -> Iterator[tuple[str, str]]:
    """nginx in front of the dashboard's processes (addresses); yields its addresses with and without TLS."""
    certificate(folder)
    tls, plain = free_port(), free_port()
    text = SITE.read_text(encoding="utf-8")
    for said, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{tls} ssl",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "/etc/dashboard/tls": str(folder),
        "server 127.0.0.1:8501": f"server {processes[0].removeprefix('http://')}",
        "server 127.0.0.1:8502": f"server {processes[1].removeprefix('http://')}",
        "rate=100r/s": "rate=1r/s",
        "burst=400": "burst=200",  # a flood that no slow machine can thin out
    }.items():
        assert said in text
        text = text.replace(said, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    folder.chmod(0o755)
    command = [path(), "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    subprocess.run([*command, "-t"], check=True, stderr=subprocess.DEVNULL)
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(50):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", tls)) == 0:
                    break
            time.sleep(0.1)
        yield f"https://127.0.0.1:{tls}", f"http://127.0.0.1:{plain}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def certificate(folder: Path) -> None:
    """A key and a certificate that it signs itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=127.0.0.1")
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
