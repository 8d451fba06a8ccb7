#!/bin/bash
# A relay that takes TLS and gives plain TCP: wirecat (A) and socat -b 1048576 (B), in turns; prints the ratios A/B of the bytes a second and
# of the relay's CPU a gigabyte, start-up included. What arrives is compared with what was sent.
#   bench/tls-relay.sh        MB=1000 TURNS=5
# Needs socat, openssl and room for the file in /dev/shm. The sender is socat too, with TLS of OpenSSL.
set -eu
mb=${MB:-1000} turns=${TURNS:-5}
bin=$(cd "$(dirname "$0")/../bin" && pwd)
dir=$(mktemp -d /dev/shm/wirecat-tls.XXXXXX)
trap 'rm -rf "$dir"' EXIT
head -c "${mb}000000" /dev/urandom >"$dir/in"
sum=$(sha256sum <"$dir/in")
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout "$dir/key" -out "$dir/cert" 2>/dev/null
cat "$dir/key" "$dir/cert" >"$dir/both"

wirecat() { exec node "$bin/wirecat" link -q --once "listen:tls?cert=$dir/cert&key=$dir/key:tcp:127.0.0.1:$1" "tcp:127.0.0.1:$2"; }
theirs() { exec socat -b 1048576 "OPENSSL-LISTEN:$1,bind=127.0.0.1,reuseaddr,cert=$dir/both,verify=0" "TCP:127.0.0.1:$2"; }

listening() { # waits until PORT is in LISTEN, without connecting
  local h; h=$(printf ':%04X 00000000:0000 0A' "$1")
  until grep -q "$h" /proc/net/tcp; do sleep .01; done
}
turn() { # RELAY → seconds, CPU seconds
  local from=$((20000 + RANDOM % 6000)) to=$((26000 + RANDOM % 6000)) start
  socat -u -b 1048576 "TCP-LISTEN:$to,bind=127.0.0.1,reuseaddr" STDOUT >"$dir/out" & local sink=$!
  listening $to
  { ("$1" $from $to); times >"$dir/cpu"; } 2>"$dir/said" & local relay=$!
  listening $from
  start=$EPOCHREALTIME
  socat -u -b 1048576 "OPEN:$dir/in" "OPENSSL:127.0.0.1:$from,verify=0"
  wait $sink
  awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f ", b - a }'
  wait $relay
  tail -1 "$dir/cpu" | tr ms "  " | awk '{ print $1 * 60 + $2 + $3 * 60 + $4 }'
  [ "$(sha256sum <"$dir/out")" = "$sum" ] || { echo "what came is not what was sent" >&2; exit 1; }
}
median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

turn wirecat >/dev/null; turn theirs >/dev/null
for _ in $(seq "$turns"); do
  read -r at ac <<<"$(turn wirecat)"; read -r bt bc <<<"$(turn theirs)"
  echo "$at $ac $bt $bc"
done >"$dir/all"
while read -r at ac bt bc; do awk -v a="$bt" -v b="$at" 'BEGIN { print a / b }'; done <"$dir/all" >"$dir/rate"
while read -r at ac bt bc; do awk -v a="$ac" -v b="$bc" 'BEGIN { print a / b }'; done <"$dir/all" >"$dir/cost"
printf 'wirecat / socat -b 1048576, TLS to TCP, %s MB, median of %s: throughput %.2f (%s), CPU %.2f (%s)\n' "$mb" "$turns" \
  "$(median <"$dir/rate")" "$(sort -g "$dir/rate" | tr '\n' ' ' | sed 's/ $//')" "$(median <"$dir/cost")" "$(sort -g "$dir/cost" | tr '\n' ' ' | sed 's/ $//')"
