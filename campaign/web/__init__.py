"""The server around the pages: headers, health, log lines, a failure told in a sentence. `asgi.py` puts it together."""
