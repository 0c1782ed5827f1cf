# What every script here starts with: the project's folder, the Node to use, and how to speak. To be sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The Node that scripts/install fetched, where it had to; otherwise the folder is missing and the system's is found.
PATH="$root/build/node/node_modules/.bin:$PATH"

# That Node brings a list of certificates of its own; it is to trust what the system trusts, a company's proxy for one.
export NODE_USE_SYSTEM_CA=1

say() {
  printf '%s\n' "$*"
}

# One sentence on what is missing, and nothing after it.
stop_with() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs a command with its output in a log, for commands whose output is of interest only when they fail.
quietly() { # log command...
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null
}

# The line of a log of apt-get or npm that says what went wrong.
reason_in() { # log
  grep -E '^(E:|npm (ERR!|error)) ' "$1" | grep -m1 -vE '^npm \S+ (code|errno|syscall|path) ' || tail -n 1 "$1"
}
