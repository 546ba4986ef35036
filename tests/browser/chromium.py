"""Finds a Chromium, or installs Debian's where it may; `python -m tests.browser.chromium` does so before the tests."""

import os
import shutil
import subprocess

FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]


def path() -> str | None:
    """Path of the browser, None when there is none."""
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
                None)


def install() -> None:
    """Install Debian's Chromium when there is no browser, this is Debian and we are root."""
    if path() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    install()
