"""Where this computer's Chromium is, and how tests and screenshots start it."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# The browser talks to nobody but the page's own server.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
)


def find_chromium() -> str | None:
    """Give the path of a Chromium: what CHROMIUM names, or the first one installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or next((path for path in MACOS if Path(path).exists()), None)


def flags() -> list[str]:
    """Give the flags to start it with; root can only run it without the sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
