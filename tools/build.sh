# What ./start and ./test share. Sourced, from the root of the repository.

step() { printf '\n\033[1m▸ %s\033[0m\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

need_rust() {
  command -v cargo >/dev/null || PATH="$HOME/.cargo/bin:$PATH"
  command -v cargo >/dev/null || die "Rust is missing. Install it from https://rustup.rs and run this again."
  local minor
  minor=$(rustc --version | sed -E 's/^rustc 1\.([0-9]+).*/\1/')
  ((minor >= 89)) || die "$(rustc --version | cut -d' ' -f1-2) is too old. Sila is built with 1.89 or newer: rustup update stable"
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || die "Node.js is missing. Install version 20 or newer from https://nodejs.org and run this again."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  ((major >= 20)) || die "Node.js $(node -v) is too old. Sila is built with version 20 or newer."
}

# Installs a folder's packages as its lock file says, unless that was done already.
npm_install() {
  local folder=$1 done_file=$1/node_modules/.sila-lock
  if ! cmp -s "$folder/package-lock.json" "$done_file"; then
    step "Fetching what $folder needs"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
    cp "$folder/package-lock.json" "$done_file"
  fi
}

build_ui() {
  npm_install ui
  # Does nothing when nothing has changed.
  (cd ui && node build.mjs)
}
