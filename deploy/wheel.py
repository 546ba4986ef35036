"""What the wheel's description takes from the project's files: requirements.in is the only list of what is needed."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class CustomMetadataHook(MetadataHookInterface):
    """Hatchling asks it while it builds."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the dependencies, one for each line that is no comment."""
        lines = Path(self.root, "requirements.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line and not line.startswith("#")]
