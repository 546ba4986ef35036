"""What runs for real: the dashboard with its headers, its health and its log. `streamlit run asgi.py`."""

import streamlit as st
from starlette.middleware import Middleware

from campaign.web import door, failures, headers, help, return_to, routes, served, start, unknown, uploads
from campaign.web.api import routes as api

app = st.App(
    "dashboard.py",
    lifespan=start.lifespan,
    routes=[*routes.ROUTES, *api.ROUTES, *help.ROUTES, *served.ROUTES],
    on_script_error=failures.tell,
    middleware=[
        Middleware(part) for part in (headers.Headers, door.Door, uploads.Uploads, unknown.Unknown, return_to.ReturnTo)
    ],
)
