#!/bin/bash
# LedgerSMB 1.6 on a PostgreSQL of its own.   start.sh [--fresh | --stop]
# Serves http://127.0.0.1:18023/login.pl , company nongxin_smb, log-in clerk / clerk123.
# Debian's package lacks old/bin, so the classic ar.pl, ap.pl and gl.pl screens fail; drafts, contacts and payments work.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../debian.sh"
. "$here/../postgres.sh"

url=http://127.0.0.1:$LEDGERSMB_PORT
folder=$scratch/ledgersmb
pid_file=$folder/pid
# starman renames its process, but keeps its arguments in the name
words="--listen 127.0.0.1:$LEDGERSMB_PORT"
company=nongxin_smb
admin=lsmb_dbadmin
admin_password=lsmb123

main() {
  mkdir -p "$folder"
  one_at_a_time ledgersmb
  case ${1:-} in
    --stop) stop; return ;;
    --fresh | '') ;;
    *) fail "start.sh knows --fresh and --stop, not $1." ;;
  esac
  want_packages LedgerSMB curl postgresql postgresql-client starman libdbd-pg-perl ledgersmb
  want_release LedgerSMB ledgersmb 1.6
  pg_start
  runs "$pid_file" "$words" || serve
  wait_until_answers "$url/login.pl" 240
  has_database "${company}_seeded" || seed
  if [ "${1:-}" = --fresh ] || ! has_database "$company"; then back_to_seeded; fi
  echo "$url/login.pl"
}

stop() { end_daemon "$pid_file" "$words"; pg_stop; }

# The package's own set-up writes a role into the machine's default cluster, and fails when that is down.
before_install() {
  is_installed ledgersmb && return
  apt_get install --no-install-recommends postgresql postgresql-client || return 0
  local version name port state rest
  while read -r version name port state rest; do
    if [ "$port" = 5432 ] && [ "$state" = down ]; then
      pg_ctlcluster "$version" "$name" start 9>&- || true
      trap "pg_ctlcluster $version $name stop" EXIT
    fi
  done < <(pg_lsclusters -h)
}

serve() {
  refuse_a_stranger LedgerSMB "$url/login.pl"
  sed "s/^port *=.*/port = $pg_port/; s/^host *=.*/host = 127.0.0.1/" /etc/ledgersmb/ledgersmb.conf >"$folder/ledgersmb.conf"
  local user=(); if is_root; then user=(--user ledgersmb); fi
  cd /usr/share/ledgersmb
  LSMB_CONFIG_FILE=$folder/ledgersmb.conf launch "$pid_file" "$folder/log" \
    starman --listen "127.0.0.1:$LEDGERSMB_PORT" --workers 3 -MTemplate -I lib -I old/lib "${user[@]}" bin/ledgersmb-server.psgi 9>&-
}

has_database() { [ "$(sql -d postgres -tAc "select 1 from pg_database where datname = '$1'")" = 1 ]; }

seed() {
  sql -d postgres -c "drop database if exists $company with (force)" -c 'drop role if exists clerk' 2>/dev/null
  sql -d postgres -tAc "select 1 from pg_roles where rolname = '$admin'" | grep -q 1 ||
    sql -d postgres -c "create role $admin superuser login noinherit password '$admin_password'"
  set_up create_db
  set_up select_coa -d coa_lc=cn -d chart=General.sql
  set_up load_templates -d template_dir=demo
  set_up save_user -d username=clerk -d password=clerk123 -d pls_import=0 -d perms=1 -d salutation_id=1 \
    -d first_name=Clerk -d last_name=One -d employeenumber=E1 -d dob=1990-01-01 -d ssn=1 \
    -d country_id="$(sql -d "$company" -tAc "select id from country where short_name = 'CN'")"
  sql -d "$company" -f "$here/drafts.sql"
  # a new clerk's first password lasts a day, and log-ins would fail tomorrow
  sql -d postgres -c "alter role clerk valid until '2099-12-31'"
  sql -d postgres -c "alter database $company rename to ${company}_seeded"
}

# One step of the product's own set-up page.
set_up() {
  local step=$1; shift
  curl -sf -m 180 -o "$folder/setup-$step.html" -u "$admin:$admin_password" "$url/setup.pl" -d action="$step" -d database="$company" "$@" ||
    fail "LedgerSMB's set-up failed at $step; its answer is $folder/setup-$step.html."
}

# Sessions are rows of the database too: everybody must log in again.
back_to_seeded() {
  sql -d postgres -c "drop database if exists $company with (force)" 2>/dev/null
  sql -d postgres -c "create database $company template ${company}_seeded"
}

main "$@"
