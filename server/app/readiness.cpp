#include "app/readiness.hpp"

#include "app/readiness_store.hpp"
#include "core/error.hpp"

namespace rollcall::app {

namespace {

using namespace std::chrono_literals;

constexpr auto probe_interval = 1s;
/// Longer than the writes of an erasure in large tables.
constexpr auto longest_write = 60s;
/// Questions wake the worker; by itself it probes this rarely.
constexpr auto probe_pause = 24h;

}  // namespace

Readiness::Readiness(database::Database& database, const Clock& clock)
    : database_(database),
      clock_(clock),
      probe_(
          {.name = "Probing the database", .run = [this](const std::stop_token&) { probe(); }, .pause = probe_pause}) {}

void Readiness::require_ready() {
    start_probe();
    database_.read([](database::Transaction& tx) { find_readiness(tx); });
    const auto began_at = probe_began_at_.load();
    const bool is_stuck = began_at != SteadyClock::time_point{} && SteadyClock::now() - began_at > longest_write;
    if (is_stuck || !database_.writer_state().is_working) {
        throw Error::unavailable("The database cannot be written at the moment.");
    }
}

void Readiness::start_probe() {
    const auto now = SteadyClock::now();
    auto asked_at = probe_asked_at_.load();
    if (asked_at != SteadyClock::time_point{} && now - asked_at < probe_interval) return;
    if (probe_asked_at_.compare_exchange_strong(asked_at, now)) probe_.wake();
}

void Readiness::probe() {
    probe_began_at_ = SteadyClock::now();
    try {
        database_.write([&](database::Transaction& tx) { upsert_readiness_row(tx, clock_.now()); });
    } catch (const Error&) {
        // The state of the writer has it.
    }
    probe_began_at_ = SteadyClock::time_point{};
}

}  // namespace rollcall::app
