"""Widgets whose choice stands in the URL, and a line where the URL asks for something that is not offered."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Literal, TypeVar, cast

import streamlit as st

from campaign import words
from campaign.definition import Text
from campaign.figures import html
from campaign.serving import catalogue
from campaign.ui import door

Drawn = TypeVar("Drawn", bound=Callable[..., None])
Width = int | Literal["stretch"]  # pixels, or all there is
_answered: ContextVar[set[str]] = ContextVar("answered")  # keys of the URL that this run has answered


def speak() -> None:
    """From here on this script follows the campaign of the URL, where there are several, and speaks its language."""
    door.enter()
    words.use(st.query_params.get("lang", ""), catalogue.languages())


def fragment(every: int | None = None) -> Callable[[Drawn], Drawn]:
    """A part of a page that runs alone, `every` so many seconds if they are told, and then too speaks its language.

    Nothing of the page's own run is there when a part runs alone: Streamlit starts it with what it was called with.
    """

    def decorate(draw: Drawn) -> Drawn:
        @wraps(draw)
        def spoken(*args: Any, **named: Any) -> None:
            speak()
            draw(*args, **named)

        return cast("Drawn", st.fragment(run_every=every)(spoken))

    return decorate


def option(key: str, names: dict[str, str], label: str = "") -> str:
    """One of `names` (id to name), beside one another; the first unless chosen otherwise.

    Its id is kept in the URL as `key`, so that a link is the same in both languages; Streamlit's own `bind` writes the
    label instead, which changes with the language.
    """
    picked = buttons(key, names, label)
    say(missed(key, names))
    return picked


def dropdown(key: str, names: dict[str, str], width: Width) -> str:
    """The same where there are many, in a list that opens."""
    picked: str = st.selectbox(words.t(f"filters.{key}"), width=width, **_offering(key, names))
    say(missed(key, names))
    return picked


def buttons(key: str, names: dict[str, str], label: str = "") -> str:
    """The buttons of an option alone; whoever draws them says what was asked for in vain."""
    offering = _offering(key, names)
    picked = st.segmented_control(label or words.t(f"filters.{key}"), required=True, wrap=True, **offering)
    return picked or chosen(key, names)


def _offering(key: str, names: dict[str, str]) -> dict[str, Any]:
    """What a widget needs to offer `names`, with what the URL says chosen in it."""
    st.session_state[f"pick_{key}"] = chosen(key, names)
    shown = apart(names)
    return {
        "options": names,
        "format_func": lambda id: shown.get(id, id),
        "key": f"pick_{key}",
        "on_change": remembering(key, names.__contains__),
        "label_visibility": "collapsed",
    }


def listed(label: str, names: dict[str, str], chosen: str, key: str) -> str:
    """One of `names` (id to name) in a form, the `chosen` one, else the first, unless another is picked; it stands in
    no URL."""
    shown, ids = apart(names), list(names)
    index = ids.index(chosen) if chosen in names else 0
    picked: str = st.selectbox(label, ids, index, format_func=lambda id: shown.get(id, id), key=key)
    return picked


def apart(names: dict[str, str]) -> dict[str, str]:
    """The names, of which no two are alike: Streamlit knows a choice again by what is shown of it."""
    seen: Counter[str] = Counter()
    apart: dict[str, str] = {}
    for id, name in names.items():
        seen[name] += 1
        apart[id] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return apart


def missed(key: str, names: dict[str, str]) -> str:
    """What to say where the URL asks for something that cannot be chosen here; empty where it asks for nothing else."""
    asked = st.query_params.get(key)
    _answered.get(set()).add(key)
    if asked is None or asked in names:
        return ""
    shown = names[next(iter(names))]
    return words.t("filters.not_here", what=words.t(f"filters.{key}").lower(), asked=asked[:40], shown=shown)


@contextmanager
def looked_for(known: dict[str, Collection[str]]) -> Iterator[None]:
    """Says of what the URL asks for by a key of `known`, and nobody knows, where a page has no choice to say it."""
    said = st.container()
    _answered.set(set())
    yield
    for key in known.keys() - _answered.get():
        asked = st.query_params.get(key)
        if asked is not None and asked not in known[key]:
            with said:
                say(words.t("filters.unknown", what=words.t(f"filters.{key}").lower(), asked=asked[:40]))


def remembering(key: str, offered: Callable[[Any], bool]) -> Callable[[], None]:
    """What happens when something else is chosen: the URL has it, if it is `offered` and not forged.

    Nothing is picked where a failed run before has dropped the session's state.
    """

    def remember() -> None:
        picked = st.session_state.get(f"pick_{key}")
        if picked is not None and offered(picked):
            st.query_params[key] = str(picked)

    return remember


def chosen(key: str, options: Collection[str], instead: str | None = None) -> str:
    """What the URL says about `key`, else what is shown `instead`, else the first of the options."""
    asked = st.query_params.get(key)
    return asked if asked is not None and asked in options else instead or next(iter(options))


def choice(key: str, options: list[str], **names: Text) -> str:
    """One of a few views of the same thing (`key`), named in `names` or in words as `map.KEY_OPTION`."""
    if len(options) == 1:
        return options[0]
    labels = {view: str(names[view]) if view in names else words.t(f"map.{key}_{view}") for view in options}
    return option(key, labels, words.t(f"map.{key}"))


def search(key: str, label: str, width: int = 320) -> str:
    """Text to look for, kept in the URL as `key`; empty when nothing is."""
    return (
        st.text_input(
            label,
            key=key,
            type="search",
            live=True,
            placeholder=label,
            label_visibility="collapsed",
            width=width,
            bind="query-params",
        )
        or ""
    )


def say(*sentences: str) -> None:
    """A line for each thing that a link asked for and that is not what is shown; nothing for an empty one."""
    for sentence in filter(None, sentences):
        st.html(html.tag("p", html.text(sentence), "instead", role="status"))
