"""`campaign serve`: the dashboard from whatever folder one stands in, out of a checkout or an installed wheel."""

import os
import sys

import click

from campaign import settings, words
from campaign.maps import build


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--port", default=8501, show_default=True, help="Port of this machine.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(port: int, options: tuple[str, ...]) -> None:
    """Start the dashboard, its maps first where they are not up to date. Further options are those of streamlit run."""
    for home in settings.homes():
        with settings.following(home):
            try:
                build.main()
            except OSError as error:
                click.echo(words.t("maps.not_written", folder=build.STATIC, reason=error.strerror), err=True)
    followed = settings.followed()
    os.chdir(settings.PROJECT)  # where .streamlit/config.toml is looked for
    command = [sys.executable, "-m", "streamlit", "run", "asgi.py", "--server.port", str(port), *options]
    os.execve(sys.executable, command, os.environ | followed)
