#!/bin/bash
# Tryton 6.0 with its web client sao.   start.sh [--fresh | --stop]
# Serves http://127.0.0.1:18021/ , database hulan, log-in admin / admin123456.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../debian.sh"

url=http://127.0.0.1:$TRYTON_PORT/
folder=$scratch/tryton
config=$folder/trytond.conf
seeded=$folder/seeded.sqlite
live=$folder/db/hulan.sqlite
pid_file=$folder/pid
modules=(account_invoice account_payment account_dunning account_credit_limit purchase_request)

# module account_invoice lives in package tryton-modules-account-invoice
package_names() { printf 'tryton-modules-%s ' "${modules[@]//_/-}"; }

main() {
  mkdir -p "$folder/db"
  one_at_a_time tryton
  case ${1:-} in
    --stop) stop; return ;;
    --fresh) stop; rm -f "$live"* ;;
    '') ;;
    *) fail "start.sh knows --fresh and --stop, not $1." ;;
  esac
  want_packages Tryton curl tryton-server tryton-sao tryton-proteus $(package_names)
  want_release Tryton tryton-server 6.0
  write_config "$config" "$folder/db"
  [ -f "$seeded" ] || seed
  runs "$pid_file" "$config" || serve
  wait_until_answers "$url" 120
  warm_up
  echo "$url"
}

stop() { end_daemon "$pid_file" "$config"; }

serve() {
  refuse_a_stranger Tryton "$url"
  [ -f "$live" ] || cp "$seeded" "$live"
  launch "$pid_file" "$folder/log" trytond -c "$config" 9>&-
}

write_config() {
  cat >"$1" <<CONF
[web]
listen = 127.0.0.1:$TRYTON_PORT
root = /usr/share/tryton-sao/www
[database]
uri = sqlite://
path = $2
CONF
}

# SQLite syncs after every statement; building the database in memory takes one minute instead of ten.
seed() {
  local workshop; workshop=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "$folder")" hulan-tryton.XXXXXX)
  trap 'rm -rf "'"$workshop"'"' EXIT
  touch "$workshop/hulan.sqlite"
  write_config "$workshop/conf" "$workshop"
  echo admin123456 >"$workshop/password"
  {
    TRYTONPASSFILE=$workshop/password trytond-admin -c "$workshop/conf" -d hulan --all --email clerk@bureau.invalid
    trytond-admin -c "$workshop/conf" -d hulan -u "${modules[@]}" --activate-dependencies
    /usr/bin/python3 -W ignore "$here/seed.py" "$workshop/conf"
  } >"$folder/seed.log" 2>&1 || fail "Tryton could not be seeded; see $folder/seed.log."
  cp "$workshop/hulan.sqlite" "$seeded.part" && mv "$seeded.part" "$seeded"
}

# The first log-in loads all modules and would eat a test's time limit.
warm_up() {
  curl -s -m 120 -o /dev/null -H 'Content-Type: application/json' "${url}hulan/" \
    -d '{"id":0,"method":"common.db.login","params":["admin",{"password":"admin123456"},"en"]}'
}

main "$@"
