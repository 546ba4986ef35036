"""Sees to a Chrome before the dashboard or its tests start: `python -m campaign.render.install`."""

import os
import shutil
import subprocess

import click

from campaign.render import chrome


def install() -> None:
    """Install Debian's Chromium when there is no Chrome, on Debian as root; else say what is missing."""
    if chrome.path() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", chrome.NAMES[0]], check=False, stdout=subprocess.DEVNULL)
    if chrome.path() is None:
        click.echo("No Chrome on this machine: exports as images and PDF will say how to get one; the rest works.")


if __name__ == "__main__":
    install()
