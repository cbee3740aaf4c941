#!/bin/sh
# Prints the browser that the tests drive: WAYMARK_BROWSER, or an installed Chrome, Edge or Chromium; else installs
# Debian's chromium, which needs root.
set -eu
find_browser() {
    for name in "${WAYMARK_BROWSER:-}" google-chrome google-chrome-stable chromium chromium-browser microsoft-edge \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if [ -n "$name" ] && command -v "$name"; then return 0; fi
    done
    return 1
}
find_browser && exit 0
echo "No browser found: installing Debian's chromium." >&2
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium >/dev/null
find_browser
