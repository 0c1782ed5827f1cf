#include "identity/reset_store.hpp"

namespace rollcall::identity {

namespace {

constexpr auto delete_old = "DELETE FROM password_resets WHERE expires_at <= $1";
constexpr auto insert_statement = "INSERT INTO password_resets (token_hash, member_id, expires_at) VALUES ($1, $2, $3)";
constexpr auto select_member = "SELECT member_id FROM password_resets WHERE token_hash = $1 AND expires_at > $2";
constexpr auto delete_all = "DELETE FROM password_resets WHERE member_id = $1";
constexpr auto select_details = R"(
    SELECT account.name, m.name, m.email, r.expires_at
    FROM password_resets r
    JOIN members m ON m.id = r.member_id
    CROSS JOIN accounts account
    WHERE r.token_hash = $1)";

}  // namespace

void insert_reset(database::Transaction& tx, const MemberId& member, std::string_view token_hash, Time expires_at,
                  Time now) {
    tx.execute(delete_old, now);
    tx.execute(insert_statement, token_hash, member, expires_at);
}

std::optional<MemberId> find_reset(database::Transaction& tx, std::string_view token_hash, Time now) {
    return tx.first(
        select_member, [](const database::Row& row) { return row.id<MemberId>(0); }, token_hash, now);
}

void delete_resets(database::Transaction& tx, const MemberId& member) { tx.execute(delete_all, member); }

std::optional<ResetDetails> find_reset_details(database::Transaction& tx, std::string_view token_hash) {
    return tx.first(
        select_details,
        [](const database::Row& row) {
            return ResetDetails{row.text(0), row.text(1), row.text(2), row.time(3)};
        },
        token_hash);
}

}  // namespace rollcall::identity
