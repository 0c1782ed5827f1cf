# The npm packages of a folder with a package-lock.json of its own. To be sourced after common.sh.

# A second call at the same time waits for the first.
install_node_modules() ( # folder
  folder=$root/$1 log=$root/build/logs/npm-ci-$1.log
  mkdir -p "$root/build"
  exec 8>"$root/build/npm-ci-$1.lock"
  flock 8
  ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json" || exit 0
  say "Fetching the npm packages of $1/"
  quietly "$log" npm ci --prefix "$folder" || stop_with "npm ci failed in $1/: $(reason_in "$log"). The whole output is in $log"
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
)
