#include "app/readiness_store.hpp"

namespace rollcall::app {

namespace {

constexpr auto upsert_readiness = R"(
    INSERT INTO readiness (id, asked_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET asked_at = excluded.asked_at)";

constexpr auto select_readiness = "SELECT asked_at FROM readiness WHERE id = 1";

}  // namespace

std::optional<Time> find_readiness(database::Transaction& tx) {
    return tx.first(select_readiness, [](const database::Row& row) { return row.time(0); });
}

void upsert_readiness_row(database::Transaction& tx, Time now) { tx.execute(upsert_readiness, now); }

}  // namespace rollcall::app
