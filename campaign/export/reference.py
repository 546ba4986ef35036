"""What stands in a document for a snapshot and for a view, so that it is of use wherever the document goes."""

import hashlib
import ipaddress
from urllib.parse import urlsplit


def reference(snapshot: str) -> str:
    """What stands for a snapshot: eight characters, always the same of one snapshot."""
    return hashlib.sha256(snapshot.encode()).hexdigest()[:8].upper()


def address(link: str) -> str:
    """The link, or nothing where it leads to the reader's own machine: such a paper is of no use elsewhere."""
    return "" if _own_machine(urlsplit(link).hostname or "localhost") else link


def place(link: str) -> str:
    """The link as it is printed: whole, or from its path on where it has no address for others."""
    parts = urlsplit(link)
    return address(link) or f"{parts.path or '/'}?{parts.query}"


def _own_machine(host: str) -> bool:
    """Whether a host is the machine itself, by name or by number."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
