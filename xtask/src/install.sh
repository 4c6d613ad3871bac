# Installs the named packages; runs as root. A service that did not run before does not run after:
# while /usr/sbin/policy-rc.d says 101, packages may not start any.
set -eu

# Two runs at once take turns, and the second finds all installed.
exec 9</var/lib/dpkg
flock 9

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 130' HUP INT QUIT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
apt_get() {
    apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" 2>&1 9>&-
}

# An update that fails (one source is down) need not keep the packages from being there.
apt_get update || true
apt_get install --yes --no-install-recommends "$@"
