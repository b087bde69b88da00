"""One policy for every host: the headers a built site is served with, as Netlify and Cloudflare, Caddy and nginx read them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

FOLDER = "_hosts"  # below the site, and never served
_HASHED = r"\.[0-9a-f]{8}\.min\.(?:js|css)$"  # a name that changes with its content
_FOREVER, _ASK = "public, max-age=31536000, immutable", "no-cache"
# A script of the page itself; with src it is a file, with another type it is data.
_INLINE = re.compile(r"<script(?: type=\"(?:text/javascript|module)\")?>(.*?)</script>", re.DOTALL)


def policy(pages: Iterable[Path]) -> str:
    """The Content-Security-Policy: this host only, and of scripts in the pages only those that stand there now, by their hash."""
    scripts = {
        script for page in pages for script in _INLINE.findall(page.read_text(encoding="utf-8"))
    }
    hashes = sorted(
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in scripts
    )
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *hashes]),
            "style-src 'self' 'unsafe-inline'",  # widths and shares of drawings are style attributes
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def headers(pages: Iterable[Path]) -> dict[str, str]:
    """Every header of every answer."""
    return {
        "Content-Security-Policy": policy(pages),
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _netlify(site: Path, listed: dict[str, str]) -> str:
    # Rules that match one path are added up, and both hosts let pages be asked for anew by themselves.
    lines = ["/*", *(f"  {name}: {value}" for name, value in listed.items())]
    for path in sorted(site.rglob("*")):
        if re.search(_HASHED, path.name):
            lines += [f"/{path.relative_to(site).as_posix()}", f"  Cache-Control: {_FOREVER}"]
    return "\n".join(lines) + "\n"


def _caddy(listed: dict[str, str]) -> str:
    sent = "\n".join(f'\t\t{name} "{value}"' for name, value in listed.items())
    return f"""\
# SITE_ADDRESS=example.org SITE_ROOT=/srv/second-leap caddy run --config /srv/second-leap/{FOLDER}/Caddyfile
{{
	admin off
	servers {{
		max_header_size 16KB
	}}
}}
(strict) {{
	header {{
{sent}
	}}
	header -Server
}}
{{$SITE_ADDRESS::8080}} {{
	import strict
	root * "{{$SITE_ROOT:/srv/second-leap}}"
	@hashed path_regexp {_HASHED}
	@changing not path_regexp {_HASHED}
	header @hashed Cache-Control "{_FOREVER}"
	header @changing Cache-Control "{_ASK}"
	@odd not method GET HEAD
	error @odd 405
	@private path /{FOLDER} /{FOLDER}/* /_headers /.*
	error @private 404
	@broken path_regexp \\x00
	error @broken 400
	file_server {{
		precompressed br gzip
	}}
	handle_errors {{
		import strict
		header Cache-Control "{_ASK}"
		@english path /en/*
		rewrite @english /en/404.html
		@korean not path /en/*
		rewrite @korean /404.html
		file_server
	}}
}}
"""


def _nginx(listed: dict[str, str]) -> str:
    sent = "\n".join(f'    add_header {name} "{value}" always;' for name, value in listed.items())
    return f"""\
# Include this inside http {{ }}: on Debian, put it into /etc/nginx/conf.d. It needs libnginx-mod-http-brotli-static.
map $uri $second_leap_cache {{
    default "{_ASK}";
    "~{_HASHED}" "{_FOREVER}";
}}
server {{
    listen 8080;
    root /srv/second-leap;
    index index.html;
    charset utf-8;
    charset_types text/html text/css text/plain text/xml text/csv application/javascript application/json image/svg+xml;
    server_tokens off;
    absolute_redirect off;
    large_client_header_buffers 4 8k;
    gzip_static on;
    brotli_static on;
    add_header Cache-Control $second_leap_cache always;
{sent}
    error_page 403 404 =404 /404.html;
    if ($request_method !~ ^(GET|HEAD)$) {{ return 405; }}
    location ~ ^/(?:{FOLDER}(?:/|$)|_headers|\\.) {{ return 404; }}
    location /en/ {{ error_page 403 404 =404 /en/404.html; }}
}}
"""


def host_files(site: Path, pages: Iterable[Path]) -> dict[str, str]:
    """Path below the site -> text, for every host."""
    listed = headers(list(pages))
    return {
        "_headers": _netlify(site, listed),
        f"{FOLDER}/Caddyfile": _caddy(listed),
        f"{FOLDER}/nginx.conf": _nginx(listed),
    }
