#!/bin/sh
# Installs Debian's hledger where that is allowed. Where it is not, it says so and what holds our journal to it skips;
# on a build server (CI=true) that is a failure.
set -u

if command -v hledger > /dev/null; then exit 0; fi

say() {
  echo "NO HLEDGER: $1 Install it with: apt install hledger" >&2
  if [ "${CI:-}" = true ]; then
    echo "NO HLEDGER: on a build server that is a failure." >&2
    exit 1
  fi
  echo "NO HLEDGER: the journal is not held to it." >&2
  exit 0
}

command -v apt-get > /dev/null || say "This machine has no apt-get."
if [ "$(id -u)" = 0 ]; then as_root=env
elif sudo -n true 2> /dev/null; then as_root="sudo -n env"
else say "Installing needs root, or sudo without a password."
fi

echo "Installing hledger ..."
log=$(mktemp)
install() {
  $as_root DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >> "$log" 2>&1
}
install update
install install -y --no-install-recommends hledger
if command -v hledger > /dev/null; then rm -f "$log"; exit 0; fi
tail -5 "$log" >&2
say "apt-get could not install it (all it said is in $log)."
