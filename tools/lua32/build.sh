#!/usr/bin/env bash
# Builds build/lua32/lua: Lua 5.3 with the chip's numbers (32-bit integers, single-precision floats)
# and the account of heap.c, from the sources of Debian's or Ubuntu's package lua5.3. Where that can't
# be done it says why in one sentence, kept in build/lua32/missing, and all goes on without.
set -euo pipefail
cd "$(dirname "$0")/../.."

FOLDER=build/lua32
SOURCES=$FOLDER/src
LOG=$FOLDER/log
# Floats by SSE: the old unit's 80 bits would leak into results.
NARROW="-m32 -msse2 -mfpmath=sse"

rm -rf "$FOLDER"
mkdir -p "$SOURCES" "$FOLDER/lists/partial" "$FOLDER/cache"

leave_out() {
  echo "$1" >"$FOLDER/missing"
  echo "no Lua with the chip's numbers: $1"
  exit 0
}

# Whatever goes wrong here, the rest of the build goes on.
trap 'leave_out "its build failed in line $LINENO (see $LOG)"' ERR

command -v apt-get >/dev/null || leave_out "its sources come by apt-get, which is not here"

echo "building a Lua with the chip's numbers, some seconds"

release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
distribution=$(. /etc/os-release && echo "${ID:-}")

# Where this machine gets its packages: the addresses that have the release itself, not its updates.
# apt can list them too, but only after its first update.
archives() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
    sed -n 's/^deb\( *\[[^]]*\]\)* *//p' |
    awk -v release="$release" '$2 == release { print $1 }'
  { cat /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } |
    awk -v release="$release" 'BEGIN { RS = ""; FS = "\n" } {
      uri = ""; offers = 0
      for (field = 1; field <= NF; field++) {
        count = split($field, words, " ")
        if (words[1] == "URIs:") uri = words[2]
        if (words[1] == "Suites:") for (i = 2; i <= count; i++) if (words[i] == release) offers = 1
      }
      if (offers && uri != "") print uri
    }'
}
case "$distribution" in
  ubuntu) components="main universe" ;;
  *) components="main" ;;
esac
keyring=$(compgen -G "/usr/share/keyrings/$distribution-archive-keyring.*" | head -n 1 || true)
archives | sort -u | while read -r uri; do
  echo "deb-src ${keyring:+[signed-by=$keyring] }$uri $release $components"
done >"$FOLDER/sources.list"
[ -s "$FOLDER/sources.list" ] || leave_out "apt knows no archive of $distribution $release"

# Nothing of the machine's own apt is touched: list, index and cache are in our folder.
apt_get() {
  (
    cd "$FOLDER"
    apt-get -q -o Dir::Etc::sourcelist="$PWD/sources.list" -o Dir::Etc::sourceparts=- \
      -o Dir::State::lists="$PWD/lists" -o Dir::Cache="$PWD/cache" \
      -o APT::Sandbox::User="$(id -un)" "$@"
  ) </dev/null >>"$LOG" 2>&1
}
apt_get update || true
apt_get source --download-only lua5.3 || leave_out "apt-get offers no sources of lua5.3 (see $LOG)"
mv "$FOLDER"/lua5.3_*.orig.tar.* "$FOLDER/sources.tar"
tar -xf "$FOLDER/sources.tar" -C "$SOURCES" --strip-components=2 --wildcards '*/src/*'

# With LUA_SEED the order of pairs() is the same in each run, so that what is counted is too.
sed -i -e '1i #include <stdlib.h>' \
  -e 's/g->seed = makeseed(L);/g->seed = getenv("LUA_SEED") ? (unsigned) atoi(getenv("LUA_SEED")) : makeseed(L);/' \
  "$SOURCES/lstate.c"
grep -q LUA_SEED "$SOURCES/lstate.c" || leave_out "its sources are others than expected"

compiler=$(command -v cc || command -v gcc) || leave_out "there is no C compiler"
links_narrow() {
  # shellcheck disable=SC2086 # several words
  echo 'int main(void) { return 0; }' | "$compiler" $NARROW -x c -o "$FOLDER/try" - 2>>"$LOG" &&
    "$FOLDER/try"
}
narrow=$NARROW
if [ "$(uname -m)" != x86_64 ]; then
  narrow=
elif ! links_narrow; then
  tools/setup.sh optional gcc-multilib >>"$LOG" 2>&1 || true
  links_narrow || narrow=
fi

# shellcheck disable=SC2086 # several words
compile() {
  "$compiler" -std=gnu99 -O2 -w $narrow -DLUA_32BITS -DLUA_COMPAT_5_2 -DLUA_USE_POSIX \
    -include tools/lua32/heap.h "-I$SOURCES" "$@" >>"$LOG" 2>&1
}
compile_all() {
  local name failed=0 jobs=()
  rm -f "$SOURCES/luac.c"
  for name in "$SOURCES"/*.c tools/lua32/*.c; do
    case "$name" in
      # The interpreter itself is the stock one, with our state.
      */lua.c) compile -DluaL_newstate=heap_newstate -c "$name" -o "$FOLDER/lua.o" & ;;
      *) compile -c "$name" -o "$FOLDER/$(basename "$name" .c).o" & ;;
    esac
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || failed=1; done
  [ $failed = 0 ] && compile "$FOLDER"/*.o -o "$FOLDER/lua.new" -lm
}
compile_all || leave_out "it did not compile (see $LOG)"
rm -rf "$FOLDER"/{lists,cache,sources.tar,try} "$FOLDER"/*.o "$FOLDER"/lua5.3_*
mv "$FOLDER/lua.new" "$FOLDER/lua"
if [ -z "$narrow" ]; then
  echo "Its numbers have 32 bits, its pointers 64: heap is counted as about twice the chip's." |
    tee "$FOLDER/wide"
fi
