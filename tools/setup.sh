#!/usr/bin/env bash
# Installs the programs that are missing: apt-get on Debian and Ubuntu; brew, and luarocks into
# .tools, on macOS. Elsewhere it ends with the list of them. Where nothing is missing it is silent.
#   tools/setup.sh optional PACKAGE   tries to install a package of Debian that all can do without:
#                                     asks for no password, and removes nothing for it
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.tools/bin:$PATH"

MIN_NODE=20
# esptool-js imports JSON with attributes.
MIN_MINOR=10
NODE_HELP="see https://nodejs.org/en/download"

# Command, Debian package, brew formula ("-": see install_on_debian, install_on_macos).
PROGRAMS="
node nodejs node
npm - node
lua5.1 lua5.1 -
lua5.3 lua5.3 -
busted lua-busted -
luacheck lua-check -
dig dnsutils bind
curl curl curl
g++ g++ gcc
make make make
python3 python3 python@3
git git git
socat socat socat
"

stop() {
  echo "$1" >&2
  exit 1
}

has() {
  case "$1" in
    busted) has_busted ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

# The first one that is a Lua script, in the order of tools/busted.mjs.
busted_script() {
  local path
  while read -r path; do
    if head -n 1 "$path" 2>/dev/null | grep -q '^#!.*lua'; then
      echo "$path"
      return
    fi
  done < <(echo /usr/bin/busted; type -ap busted)
}

# Both of our Luas have to run it: a wrapper of luarocks for another Lua is of no use.
has_busted() {
  if [ -x .tools/lua5.1/bin/busted ] && [ -x .tools/lua5.3/bin/busted ]; then return 0; fi
  local script lua
  script=$(busted_script)
  if [ -z "$script" ]; then return 1; fi
  for lua in lua5.1 lua5.3; do
    # A Lua that is missing is told, and installed, by its own name.
    if has "$lua" && ! "$lua" "$script" --version >/dev/null 2>&1; then return 1; fi
  done
}

# The same places as in tools/browser.mjs.
has_browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    has "$CHROMIUM" || stop "CHROMIUM=$CHROMIUM is no program"
    return 0
  fi
  local place
  for place in chromium chromium-browser google-chrome google-chrome-stable \
    /snap/bin/chromium \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if has "$place"; then return 0; fi
  done
  return 1
}

system_id() { (. /etc/os-release 2>/dev/null && echo "${ID:-} ${ID_LIKE:-}") || true; }

missing=()
debian_packages=()
brew_packages=()
while read -r command debian brew; do
  if [ -z "$command" ] || has "$command"; then continue; fi
  missing+=("$command")
  if [ "$debian" != - ]; then debian_packages+=("$debian"); fi
  if [ "$brew" != - ]; then brew_packages+=("$brew"); fi
done <<<"$PROGRAMS"
has_browser || missing+=("chromium")

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    stop "Not root, and there is no sudo: please install ${missing[*]}"
  fi
}

APT_LOG=build/apt.log

# Its many words are for the log; `sudo` asks for a password at the terminal all the same.
apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 "$@" \
    </dev/null >>"$APT_LOG" 2>&1 && return
  tail -n 20 "$APT_LOG" >&2
  stop "apt-get $1 failed: all of what it said is in $APT_LOG"
}

install_on_debian() {
  if ! has_browser; then
    case "$(system_id)" in
      # The package chromium does not exist there; this one brings the snap.
      ubuntu*) debian_packages+=("chromium-browser") ;;
      *) debian_packages+=("chromium" "chromium-sandbox") ;;
    esac
  fi
  # Said here: the words of what runs below go to the log.
  as_root true
  mkdir -p build
  : >"$APT_LOG"
  echo "installing ${missing[*]}: a minute or more"
  apt_get update -qq
  if ! has node; then
    local offered
    offered=$(apt-cache policy nodejs | sed -n 's/^ *Candidate: \([0-9]*\).*/\1/p')
    if [ "${offered:-0}" -lt "$MIN_NODE" ]; then
      stop "Node $MIN_NODE or newer is needed, and apt-get offers ${offered:-none}: $NODE_HELP"
    fi
  fi
  if [ ${#debian_packages[@]} -gt 0 ]; then apt_install "${debian_packages[@]}"; fi
  # Some packages of Node bring npm along, and then Debian's does not fit.
  has npm || apt_install npm
}

apt_install() { apt_get install -y -qq --no-install-recommends "$@"; }

# brew no longer has these: built from source into .tools, with the specs' tools for each.
LUA_URL="https://www.lua.org/ftp"
LUA_5_1="5.1.5 2640fc56a795f29d28ef15e13c34a47e223960b0240e8cb0a82d9b0738695333"
LUA_5_3="5.3.6 fc5fd69bb8736323f026672b1b7235da613d7177e72558893a0bdcd320466d60"

build_lua() { # short name, version, checksum
  local prefix="$PWD/.tools/lua$1" archive=".tools/lua-$2.tar.gz"
  if [ -x "$prefix/bin/lua" ]; then return; fi
  echo "building lua$1"
  mkdir -p .tools/bin
  curl -fsSL -o "$archive" "$LUA_URL/lua-$2.tar.gz"
  echo "$3  $archive" | shasum -a 256 -c - >/dev/null || stop "$archive is not what it should be."
  tar -xzf "$archive" -C .tools
  make -s -C ".tools/lua-$2" macosx >/dev/null
  make -s -C ".tools/lua-$2" install INSTALL_TOP="$prefix" >/dev/null
  rm -rf "$archive" ".tools/lua-$2"
  ln -sf "$prefix/bin/lua" ".tools/bin/lua$1"
}

install_rock() { # Lua, rock
  local prefix="$PWD/.tools/lua$1"
  if [ -x "$prefix/bin/$2" ]; then return; fi
  echo "installing $2 for lua$1"
  luarocks --lua-version="$1" --lua-dir="$prefix" --tree="$prefix" install "$2" >/dev/null
  ln -sf "$prefix/bin/$2" ".tools/bin/$2"
}

install_on_macos() {
  has brew || stop "Homebrew is needed to install ${missing[*]}: see https://brew.sh"
  has luarocks || brew_packages+=("luarocks")
  if [ ${#brew_packages[@]} -gt 0 ]; then
    echo "installing ${brew_packages[*]}"
    brew install --quiet "${brew_packages[@]}"
  fi
  if ! has_browser; then
    echo "installing chromium"
    brew install --quiet --cask chromium
  fi
  if ! { has lua5.1 && has lua5.3 && has busted && has luacheck; }; then
    # shellcheck disable=SC2086 # two words each
    build_lua 5.1 $LUA_5_1
    # shellcheck disable=SC2086
    build_lua 5.3 $LUA_5_3
    install_rock 5.1 busted
    install_rock 5.3 busted
    install_rock 5.3 luacheck
  fi
}

if [ "${1:-}" = optional ]; then
  [ "$(id -u)" -eq 0 ] || sudo -n true
  mkdir -p build
  : >"$APT_LOG"
  apt_get update -qq
  apt_get install -y -qq --no-install-recommends --no-remove "$2"
  exit 0
fi

if [ ${#missing[@]} -gt 0 ]; then
  case "$(uname -s) $(system_id)" in
    Darwin*) install_on_macos ;;
    *debian* | *ubuntu*) install_on_debian ;;
    *) stop "Please install what is missing, then try again: ${missing[*]}" ;;
  esac
fi

version=$(node --version)
IFS=. read -r major minor _ <<<"${version#v}"
if [ "$major" -lt "$MIN_NODE" ] || { [ "$major" -eq "$MIN_NODE" ] && [ "$minor" -lt "$MIN_MINOR" ]; }; then
  stop "Node $MIN_NODE.$MIN_MINOR or newer is needed, this is $version: $NODE_HELP"
fi
