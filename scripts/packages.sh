# What Rollcall needs from Debian 12, and which Node. scripts/install installs from here; nothing else names packages.

packages_to_run=(
  ca-certificates # npm trusts what this brings
  g++
  cmake
  ninja-build
  pkg-config
  libboost1.81-dev
  libboost-json1.81-dev
  libboost-url1.81-dev
  libsodium-dev
  libsqlite3-dev
  libpq-dev
  libicu-dev
  libhowardhinnant-date-dev
  tzdata # the rules of time zones
  libspdlog-dev
  libcli11-dev
  libcsv-dev
  libglib2.0-dev
  libgmime-3.0-dev
  libcurl4-openssl-dev
  zlib1g-dev
  libarchive-dev
  prometheus-cpp-dev
  libkainjow-mustache-dev
  libvips-dev
  libsndfile1-dev
  libseccomp-dev
  libphonenumber8 # its headers: scripts/install
  libprotobuf-dev # what these headers include, and:
  libabsl-dev
)

packages_to_package=(
  dpkg-dev # scripts/package
)

packages_to_test=(
  python3 # scripts/check
  clang-format
  libgtest-dev
  libgmock-dev
  librapidcheck-dev
  postgresql # scripts/with-postgres
  chromium-headless-shell
  fonts-noto-core
  fonts-noto-cjk
  wrk
  openssl # certificates of the tests' mail servers
  zstd # tar looks into backups with it
  libfiu-dev # failing system calls
  fiu-utils
  systemd # systemd-analyze
  liblua5.3-0 # haproxy, below
  libopentracing-c-wrapper0
  libc-ares2 # pgbouncer, below
  libevent-2.1-7
)

# Programs that the tests run, each below build/tools/PACKAGE/usr.
packages_to_unpack=(
  prometheus # promtool
  nginx
  caddy
  haproxy
  pgbouncer
)

# Vite 8 wants Node 20.19, or 22.12 and later. Debian 12 has 18, so npm's own packages bring these.
node_version=24.21.0
npm_version=11.21.2
