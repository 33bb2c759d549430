"""What an installation makes for itself the first time it starts: its folder and its secret key."""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_FILE = "secret-key"
KEY_BYTES = 50


def private_folder(folder: Path) -> Path:
    """Make the folder when missing, closed to other users (0700), and give it back."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise ImproperlyConfigured(
            f"Cannot make the folder {folder} ({refused.strerror}): make it writable "
            "for this user, or set VAR_DIR to a folder that is."
        ) from refused
    return folder


def secret_key(folder: Path) -> str:
    """Give this installation's secret key, made on the first call.

    Written whole to a temporary file, then linked to its name: the link either appears with all
    its bytes or, when another process was first, fails and that process's key is read.
    """
    path = private_folder(folder) / KEY_FILE
    try:
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(KEY_BYTES))
        key = path.read_text(encoding="ascii").strip()
    except OSError as refused:
        raise ImproperlyConfigured(
            f"Cannot keep the secret key in {path} ({refused.strerror}): make the folder writable "
            "for this user, set VAR_DIR to a folder that is, or give SECRET_KEY."
        ) from refused
    if len(key) < KEY_BYTES:
        raise ImproperlyConfigured(
            f"{path} holds no usable key: delete the file to make a new one "
            "(everybody signs in again)."
        )
    return key


def _write_once(path: Path, content: str) -> None:
    # mkstemp makes the file 0600 whatever the umask is.
    handle, written = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(content + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(written, path)
        except FileExistsError:
            pass
    finally:
        Path(written).unlink()
