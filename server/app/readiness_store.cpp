#include "app/readiness_store.hpp"

namespace rollcall::app {

namespace {

constexpr auto upsert_question = R"(
    INSERT INTO readiness (id, asked_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET asked_at = excluded.asked_at)";

}  // namespace

void note_question(database::Transaction& tx, Time now) { tx.execute(upsert_question, now); }

}  // namespace rollcall::app
