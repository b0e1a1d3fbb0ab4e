#!/bin/sh
# Installs Debian's Chromium where that is allowed. Where it is not, it says so and the browser tests skip;
# on a build server (CI=true) that is a failure.
set -u

if command -v chromium > /dev/null; then exit 0; fi

say() {
  echo "NO CHROMIUM: $1 Install it with: apt install chromium" >&2
  if [ "${CI:-}" = true ]; then
    echo "NO CHROMIUM: on a build server that is a failure." >&2
    exit 1
  fi
  echo "NO CHROMIUM: the browser checks are skipped." >&2
  exit 0
}

command -v apt-get > /dev/null || say "This machine has no apt-get."
if [ "$(id -u)" = 0 ]; then as_root=env
elif sudo -n true 2> /dev/null; then as_root="sudo -n env"
else say "Installing needs root, or sudo without a password."
fi

echo "Installing Chromium ..."
log=$(mktemp)
install() {
  $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >> "$log" 2>&1
}
install update
install install -y --no-install-recommends chromium
if command -v chromium > /dev/null; then rm -f "$log"; exit 0; fi
tail -5 "$log" >&2
say "apt-get could not install it (all it said is in $log)."
