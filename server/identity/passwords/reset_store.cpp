#include "identity/passwords/reset_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::identity {

namespace {

constexpr auto delete_expired = "DELETE FROM password_resets WHERE expires_at <= $1";
constexpr auto insert_statement = "INSERT INTO password_resets (token_hash, member_id, expires_at) VALUES ($1, $2, $3)";
constexpr auto select_member = "SELECT member_id FROM password_resets WHERE token_hash = $1 AND expires_at > $2";
constexpr auto delete_all = "DELETE FROM password_resets WHERE member_id = $1";

const auto select_details =
    "SELECT " + database::columns_of<ResetDetails>("m", {{"account_name", "account.name"}}) + R"(
    FROM password_resets r
    JOIN members m ON m.id = r.member_id
    CROSS JOIN accounts account
    WHERE r.token_hash = $1 AND r.expires_at > $2)";

}  // namespace

void insert_reset_row(database::Transaction& tx, const MemberId& member, std::string_view token_hash, Time expires_at,
                      Time now) {
    tx.execute(delete_expired, now);
    tx.execute(insert_statement, token_hash, member, expires_at);
}

std::optional<MemberId> find_reset(database::Transaction& tx, std::string_view token_hash, Time now) {
    return tx.first(
        select_member, [](const database::Row& row) { return row.id<MemberId>(0); }, token_hash, now);
}

void delete_reset_rows(database::Transaction& tx, const MemberId& member) { tx.execute(delete_all, member); }

void delete_all_reset_rows(database::Transaction& tx) { tx.execute("DELETE FROM password_resets"); }

std::optional<ResetDetails> find_reset_details(database::Transaction& tx, std::string_view token_hash, Time now) {
    return tx.first(select_details, database::read_row<ResetDetails>, token_hash, now);
}

}  // namespace rollcall::identity
