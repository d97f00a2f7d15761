# Gets Debian packages and keeps daemons, for the start scripts beside it. Promises a one-sentence reason
# whenever a system cannot be had here (exit 77); refuses to touch a daemon that it did not start.

systems_room=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$systems_room/addresses.env"

scratch=${SYS_DIR:-${TMPDIR:-/tmp}/hulan-systems}
mkdir -p "$scratch"
# postgres and ledgersmb run as users of their own and must walk through
if [ -O "$scratch" ]; then chmod 755 "$scratch"; fi

cannot_be_had() { echo "$1" >&2; exit 77; }
fail() { echo "$1" >&2; exit 1; }

is_root() { [ "$(id -u)" = 0 ]; }

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_of() { local p; for p in "$@"; do is_installed "$p" || printf '%s ' "$p"; done; }

# want_packages SYSTEM PACKAGE... : installs what is missing, or says why it cannot
want_packages() {
  local system=$1 missing; shift
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    cannot_be_had "$system is installed from Debian packages, and this machine is not a Debian."
  missing=$(missing_of "$@")
  [ -z "$missing" ] && return
  is_root || cannot_be_had "$system needs Debian packages that only root can install: $missing"
  apt_get update || true # an old list may still be good enough
  if declare -F before_install >/dev/null; then before_install; fi
  # shellcheck disable=SC2086
  apt_get install --no-install-recommends $missing ||
    cannot_be_had "$system could not be installed by apt-get; the last lines are in $scratch/apt.log."
}

# Other people may be installing at the same moment, so wait for the lock.
apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=600 "$@" >>"$scratch/apt.log" 2>&1; }

# want_release SYSTEM PACKAGE PREFIX : the pages we read belong to one release
want_release() {
  local version; version=$(dpkg-query -W -f='${Version}' "$2")
  case $version in "$3"*) ;; *) cannot_be_had "$1 $3 is wanted, and this Debian has $version." ;; esac
}

answers() { curl -s -m 5 -o /dev/null "$1"; }

wait_until_answers() {
  local url=$1 half_seconds=$2
  while ! answers "$url"; do
    half_seconds=$((half_seconds - 1))
    [ "$half_seconds" -gt 0 ] || fail "$url does not answer; see the log under $scratch."
    sleep 0.5
  done
}

# A daemon is ours when the process of its pid file still names the words given (a pid alone may have been reused).
runs() { local pid_file=$1 words=$2; [ -f "$pid_file" ] && tr '\0' ' ' <"/proc/$(cat "$pid_file")/cmdline" 2>/dev/null | grep -qF -- "$words"; }

# launch PID_FILE LOG COMMAND... : in a process group of its own, so that workers end with it
launch() {
  local pid_file=$1 log=$2; shift 2
  setsid "$@" >"$log" 2>&1 </dev/null &
  echo $! >"$pid_file"
}

end_daemon() {
  local pid_file=$1 words=$2 pid tenths=100
  runs "$pid_file" "$words" || { rm -f "$pid_file"; return 0; }
  pid=$(cat "$pid_file")
  kill -- "-$pid"
  while kill -0 "$pid" 2>/dev/null && [ "$tenths" -gt 0 ]; do sleep 0.1; tenths=$((tenths - 1)); done
  kill -KILL -- "-$pid" 2>/dev/null || true
  rm -f "$pid_file"
}

refuse_a_stranger() { # SYSTEM URL
  if answers "$2"; then fail "Something that this folder ($scratch) did not start already answers at $2, where $1 should listen."; fi
}

# Two test files may want the same system at once: the second waits for the first.
one_at_a_time() { exec 9>"$scratch/$1.lock"; flock 9; }
