"""A start says who can reach it: this machine, people of the roster, or nobody."""

from pathlib import Path

import pytest
import streamlit as st

from campaign import words
from campaign.web import reach

ROSTER = '[[people]]\nissuer = "https://sign-in.example"\nsubject = "1"\nrole = "leader"\nrevoked = {revoked}\n'


@pytest.mark.parametrize(
    ("login", "address", "roster", "somebody", "says"),
    [
        (False, "127.0.0.1", None, True, "only this machine itself can open it, at http://127.0.0.1:8501"),
        (False, "0.0.0.0", None, False, "nobody sees anything"),
        (True, "127.0.0.1", None, False, "Run `campaign roster`"),
        (True, "127.0.0.1", ROSTER.format(revoked="true"), False, "nobody sees anything"),
        (True, "10.0.0.5", ROSTER.format(revoked="false"), True, "the 1 person of the roster"),
    ],
)
def test_who_can_reach_it(
    login: bool,
    address: str,
    roster: str | None,
    somebody: bool,
    says: str,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = {"server.address": address, "server.port": 8501}
    monkeypatch.setattr(st, "get_option", options.__getitem__)
    if roster:
        (home / "roster.toml").write_text(roster, encoding="utf-8")
    words.use("en")
    sentence, is_somebody = reach.said(login)
    assert says in sentence
    assert is_somebody is somebody
