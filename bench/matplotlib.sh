# Sourced by scripts that draw with matplotlib, from the project's folder, with the name of what is left out without it: makes
# build/figures, an environment with the pinned matplotlib, unless it is there. Without the Python registry it says so and ends
# with 3.
matplotlib() {
    requirement=$(grep '^matplotlib==' bench/requirements.txt)
    if [ "$(cat build/figures/made-from 2>/dev/null || true)" = "$requirement" ]; then
        return
    fi
    rm -rf build/figures
    python3 -m venv build/figures
    if ! build/figures/bin/python -m pip install --quiet --disable-pip-version-check --retries 2 "$requirement"; then
        rm -rf build/figures
        echo "$1: left out, the Python registry does not answer" >&2
        exit 3
    fi
    echo "$requirement" >build/figures/made-from
}
