#include "calls/intake/idempotency_store.hpp"

namespace rollcall::calls {

namespace {

constexpr auto select_made = R"(
    SELECT body_hash, call_id FROM idempotency_keys WHERE member_id = $1 AND idempotency_key = $2)";
constexpr auto insert_statement = R"(
    INSERT INTO idempotency_keys (member_id, idempotency_key, body_hash, call_id, created_at)
    VALUES ($1, $2, $3, $4, $5))";
constexpr auto delete_old = "DELETE FROM idempotency_keys WHERE created_at < $1";

}  // namespace

std::optional<MadeCall> find_made(database::Transaction& tx, const MemberId& member, const std::string& key) {
    return tx.first(
        select_made,
        [](const database::Row& row) {
            return MadeCall{row.text(0), row.id<CallId>(1)};
        },
        member, key);
}

void note_made(database::Transaction& tx, const MemberId& member, const std::string& key, const MadeCall& made,
               Time now, std::chrono::milliseconds lifetime) {
    tx.execute(delete_old, now - lifetime);
    tx.execute(insert_statement, member, key, made.body_hash, made.call, now);
}

}  // namespace rollcall::calls
