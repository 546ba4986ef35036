"""What languages are called by those who speak them."""

from collections.abc import Collection

from babel import Locale

from campaign import words


def own(languages: Collection[str]) -> dict[str, str]:
    """The name of each language in itself: `Tiếng Việt`, `English`, `Français`."""
    return {one: words.LANGUAGES.get(one) or _babels(one) for one in languages}


def _babels(language: str) -> str:
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]
