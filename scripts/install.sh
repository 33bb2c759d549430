#!/bin/sh
# Make .venv and install the pinned requirements, each checked against its hash.
#   scripts/install.sh run    what Newsroom needs to run
#   scripts/install.sh dev    that, and what tests and development need
# Does nothing when a stamp says that these very files are installed. Uses uv when it is there.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-run}
venv=.venv

stop() {
    echo "Newsroom: $1" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

stamp_of() {
    # What is installed depends on these files and on nothing else.
    if [ "$1" = dev ]; then cat requirements.txt requirements-dev.txt; else cat requirements.txt; fi | cksum
}

is_installed() {
    [ -x "$venv/bin/python" ] && [ "$(cat "$venv/installed-$1" 2>/dev/null)" = "$(stamp_of "$1")" ]
}

if is_installed "$wanted" || { [ "$wanted" = run ] && is_installed dev; }; then
    # A .venv whose Python has since been removed has a file here that does not start.
    "$venv/bin/python" -c '' 2>/dev/null && exit 0
fi

[ -w . ] || stop "this folder is not writable for $(id -un): clone into a folder of your own, or run as its owner."

if ! { [ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python"; }; then
    python=${PYTHON:-}
    if [ -z "$python" ]; then
        for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
            if is_new_enough "$candidate"; then
                python=$candidate
                break
            fi
        done
        [ -n "$python" ] || stop "no Python 3.11 or newer found: install one (Debian: apt install python3 python3-venv; macOS: brew install python), or name it: PYTHON=/path/to/python3 make run"
    fi
    command -v "$python" >/dev/null 2>&1 || stop "there is no $python: name a Python 3.11 or newer with PYTHON=…"
    is_new_enough "$python" || stop "$("$python" --version 2>&1) is too old: Python 3.11 or newer is needed; name one with PYTHON=/path/to/python3 make run"
    if command -v uv >/dev/null 2>&1; then
        echo "Newsroom: making $venv with $("$python" --version 2>&1)"
        uv venv --quiet --clear --no-python-downloads --python "$(command -v "$python")" "$venv" ||
            stop "uv could not make $venv: see its message above."
    else
        "$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
            stop "this Python cannot make virtual environments: run \`sudo apt install python3-venv\`, then try again."
        echo "Newsroom: making $venv with $("$python" --version 2>&1)"
        rm -rf "$venv"
        "$python" -m venv "$venv" || stop "$python could not make $venv: see its message above."
    fi
fi

echo "Newsroom: installing the pinned requirements ($wanted)"
rm -f "$venv/installed-run" "$venv/installed-dev"
set -- -r requirements.txt
[ "$wanted" = dev ] && set -- "$@" -r requirements-dev.txt
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$venv/bin/python" --require-hashes "$@" ||
        stop "the requirements could not be installed: see uv's message above."
else
    # A .venv made by uv has no pip of its own.
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null 2>&1 ||
        stop "$venv has no pip: delete the folder $venv and try again."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes "$@" ||
        stop "the requirements could not be installed: see pip's message above."
fi
stamp_of "$wanted" >"$venv/installed-$wanted"
