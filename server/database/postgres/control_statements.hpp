#pragma once

#include <string_view>

/// What each connection runs to set its session, and to begin, divide and end its transactions.
namespace rollcall::database::postgres {

// The same time as SQLite's busy timeout. What the session of a machine holds that has lost its power is free soon. A
// statement is planned once, for any values: planning a long one takes longer than to run it, and with the values of a
// page PostgreSQL would read all matches rather than the first ones (decision 70).
inline constexpr auto settings =
    "SET lock_timeout = '5s'; SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; "
    "SET tcp_keepalives_count = 3; SET tcp_user_timeout = 30000; SET plan_cache_mode = force_generic_plan";

// For transactions without BEGIN. Read-only also for a single statement. Rows that an index finds cost little more than
// those that are read in turn, on any disk but a turning one; the default is 4, and whole tables were read for a page.
// Every join has an index, as SQLite needs it; where PostgreSQL may also hash, it reads a large company whole to find
// the contacts of one tag (decision 70).
inline constexpr auto settings_to_read =
    "SET default_transaction_isolation = 'repeatable read'; SET default_transaction_read_only = on; "
    "SET random_page_cost = 1.1; SET enable_hashjoin = off; SET enable_mergejoin = off; "
    "SET max_parallel_workers_per_gather = 0";

// A commit that has returned survives a power cut, even if the server is configured for less. All others wait for the
// transaction that writes, so it ends where its instance is stopped in the middle.
inline constexpr auto settings_to_write =
    "SELECT set_config('synchronous_commit', 'on', FALSE) WHERE current_setting('synchronous_commit') = 'off'; "
    "SET idle_in_transaction_session_timeout = '10s'";

// For an instance that stands still: another one gets what it holds.
inline constexpr auto settings_to_hold = "SET idle_session_timeout = '60s'";

inline constexpr std::string_view begin_to_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
// Which transaction writes; at its end the lock is free. The number is "rollwrit" in ASCII.
inline constexpr std::string_view lock_writes = "SELECT pg_advisory_xact_lock(8245928655854922100)";
inline constexpr std::string_view begin_part_text = "SAVEPOINT part";
inline constexpr std::string_view check_references = "SET CONSTRAINTS ALL IMMEDIATE";
inline constexpr std::string_view release_part = "RELEASE part";
inline constexpr std::string_view defer_references = "SET CONSTRAINTS ALL DEFERRED";
inline constexpr std::string_view commit_text = "COMMIT";

}  // namespace rollcall::database::postgres
