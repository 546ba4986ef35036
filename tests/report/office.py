"""Sees to the programs that read reports back: `python -m tests.report.office` before the tests."""

import os
import shutil
import subprocess

import click

PROGRAMS = ("soffice", "pdftotext")
PACKAGES = ("libreoffice-writer-nogui", "libreoffice-impress-nogui", "libreoffice-calc-nogui", "poppler-utils")


def missing() -> list[str]:
    """Programs that are not there."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


def install() -> None:
    """Install them when this is Debian and we are root; else say what will be skipped."""
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
            check=False,
            stdout=subprocess.DEVNULL,
        )
    if missing():
        click.echo(f"No {', '.join(missing())} on this machine: the tests that read reports back are skipped.")


if __name__ == "__main__":
    install()
