"""The login of the dashboard as its file of secrets describes it: [auth], OpenID Connect."""

import tomllib
from pathlib import Path
from typing import Any

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST = 32  # letters of a secret that signs cookies


class LoginError(Exception):
    """The file cannot be read, or is no TOML; says why."""


def read(secrets: Path) -> dict[str, Any] | None:
    """What [auth] says; None where there is no login. LoginError."""
    try:
        auth = tomllib.loads(secrets.read_text(encoding="utf-8")).get("auth")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise LoginError(str(error)) from error
    if auth is not None and not isinstance(auth, dict):
        raise LoginError("[auth]")
    return auth


def lacking(auth: dict[str, Any]) -> list[str]:
    """Fields that are not there, still say "…" as the example does, or sign cookies with too short a secret."""
    empty = [field for field in NEEDED if not isinstance(auth.get(field), str) or auth[field].strip("…. ") == ""]
    short = len(str(auth.get("cookie_secret", ""))) < SHORTEST
    return empty if "cookie_secret" in empty or not short else [*empty, f"cookie_secret (< {SHORTEST})"]
