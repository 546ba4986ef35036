"""The page on which the ways in for programs are tried: it has no figures; what it asks needs a token as ever."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from campaign import theme, words
from campaign.figures.html import text
from campaign.serving import catalogue
from campaign.web import served

PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/app/static/icon.svg">
<style>@font-face {{ font-family: "Be Vietnam Pro"; src: url(/app/static/fonts/be-vietnam-pro-400.woff2) }}
body {{ font: 16px/1.5 "Be Vietnam Pro", sans-serif; color: {ink}; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem }} h1 {{ font-size: 1.5rem }} a {{ color: {accent} }} form {{ margin: 1rem 0 }}
label {{ display: inline-grid; gap: 2px; margin: 0 12px 12px 0; font-size: 14px }}
input, select, button {{ font: inherit; min-height: 36px; padding: 4px 10px; max-width: 100% }}
code, pre {{ font-size: 14px; overflow-wrap: anywhere; white-space: pre-wrap }}
pre {{ border: 1px solid #d9dee5; padding: 12px; max-height: 60vh; overflow: auto }}</style>
<script src="/front/api.js?{version}" defer></script></head>
<body><main><h1>{title}</h1><p>{about}</p>
<form id="who"><label>{token}<input id="token" type="password" autocomplete="off" size="48"></label>
<button>{list}</button></form>
<form id="asking" hidden><label>{question}<select id="question"></select></label><p id="summary"></p>
<div id="params"></div><p><code id="address"></code></p><button>{ask}</button></form>
<p id="status" role="status"></p><pre id="body" tabindex="0" aria-label="{answer}"></pre></main></body></html>"""


async def page(request: Request) -> HTMLResponse:
    """The page, in the language of its address."""
    words.use(request.query_params.get("lang", ""), catalogue.languages())
    said = {
        "title": words.t("api.try_title"),
        "about": words.t("api.about"),
        "token": words.t("api.try_token"),
        "list": words.t("api.try_list"),
        "question": words.t("api.try_question"),
        "ask": words.t("api.try_ask"),
        "answer": words.t("api.try_answer"),
    }
    shown = {name: text(value) for name, value in said.items()}
    look = {"ink": theme.INK, "accent": theme.ACCENT, "version": served.version()}
    return HTMLResponse(PAGE.format(language=words.language(), **look, **shown))
