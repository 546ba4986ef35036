"""What tests of the forecast share."""

import pytest

from campaign.forecast import state


@pytest.fixture
def without_a_course(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arithmetic is checked on paces that stay as they are; what becomes of them is in test_course.py."""
    monkeypatch.setattr(state, "COURSE", 0.0)
