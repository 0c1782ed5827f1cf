#include "database/postgres/instance_lock.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "database/postgres/session.hpp"

namespace rollcall::database::postgres {

namespace {

// Which instances use the database. The number is "rollcall" in ASCII.
constexpr auto try_beside_others = "SELECT pg_try_advisory_lock_shared(8245928655518264428)";
constexpr auto end_beside_others = "SELECT pg_advisory_unlock_shared(8245928655518264428)";
constexpr auto try_alone = "SELECT pg_try_advisory_lock(8245928655518264428)";
constexpr auto end_alone = "SELECT pg_advisory_unlock(8245928655518264428)";

// The server may take a moment to end the session of a Rollcall that was killed.
constexpr auto lock_timeout = std::chrono::seconds(3);
constexpr auto lock_pause = std::chrono::milliseconds(100);

constexpr auto select_schema = "SELECT max(version) FROM schema_migrations";

bool is_done(PGconn* connection, const char* sql) { return ask(connection, sql) == "t"; }

void wait_for(PGconn* connection, const char* lock, const char* refusal) {
    const auto deadline = std::chrono::steady_clock::now() + lock_timeout;
    while (!is_done(connection, lock)) {
        if (std::chrono::steady_clock::now() > deadline) throw DatabaseInUse(refusal);
        std::this_thread::sleep_for(lock_pause);
    }
}

}  // namespace

void lock_beside_others(PGconn* connection) {
    wait_for(connection, try_beside_others, "another Rollcall has it for itself: it updates, restores or copies it");
}

void lock_alone(PGconn* connection) { wait_for(connection, try_alone, "other instances of Rollcall are using it"); }

bool try_to_lock_alone_instead(PGconn* connection) {
    ask(connection, end_beside_others);
    return is_done(connection, try_alone);
}

void unlock_alone(PGconn* connection) { ask(connection, end_alone); }

void require_schema(PGconn* connection, int version) {
    const auto found = ask(connection, select_schema);
    if (found == std::to_string(version)) return;
    throw std::runtime_error(
        fmt::format("its tables have been changed by another version of Rollcall (they were of version {}, and are "
                    "now of version {}). Nothing is written until this one is started again",
                    version, found.empty() ? "none" : found));
}

}  // namespace rollcall::database::postgres
