"""Sees to a Java for Spark before its tests start: `python -m campaign.spark.install`."""

import os
import shutil
import subprocess

import click


def java() -> str | None:
    """The Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else shutil.which("java")


def install() -> None:
    """Install Debian's OpenJDK 17 when there is no Java, this is Debian and we are root; else say what is missing."""
    if java() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        wanted = ["apt-get", "install", "-y", "-qq", "openjdk-17-jre-headless"]
        subprocess.run(wanted, check=False, stdout=subprocess.DEVNULL)
    if java() is None:
        click.echo("No Java on this machine: ingest --engine will say how to get one; the rest works.")


if __name__ == "__main__":
    install()
