#!/bin/sh
# Pin requirements*.in into requirements*.txt: every version with its hashes, for every platform.
# Nothing in them says where this computer gets its packages from. UPGRADE=1 takes newer versions.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null 2>&1 || {
    echo "Newsroom: make lock needs uv (pipx install uv, or brew install uv)." >&2
    exit 1
}
for name in requirements requirements-dev benchmarks/peers/requirements; do
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} \
        "$name.in" --output-file "$name.txt"
done
