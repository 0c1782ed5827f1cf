#include "identity/api_token_store.hpp"

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::identity {

namespace {

using database::StatementBuilder;

const auto columns =
    database::columns_of<ApiToken>("t", {{"member_name", "m.name"}, {"last_used_at", "NULLIF(t.last_used_at, 0)"}});
constexpr auto from_tokens = "api_tokens t JOIN members m ON m.id = t.member_id";

constexpr auto delete_one = "DELETE FROM api_tokens WHERE id = $1";
constexpr auto delete_all = "DELETE FROM api_tokens WHERE member_id = $1";
constexpr auto update_first_use =
    "UPDATE api_tokens SET last_used_at = $1, prefix = $2 WHERE id = $3 AND last_used_at = 0";
constexpr auto update_use = "UPDATE api_tokens SET last_used_at = $1, prefix = $2 WHERE id = $3";

}  // namespace

database::Page<ApiToken> list_api_tokens(database::Transaction& tx, const database::PageRequest& request) {
    return database::ListQuery(columns, from_tokens, "t.id").page(tx, request, database::read_row<ApiToken>);
}

void insert_api_token_row(database::Transaction& tx, const ApiToken& token, std::string_view token_hash) {
    StatementBuilder::insert_into("api_tokens", {{"id", token.id},
                                                 {"token_hash", token_hash},
                                                 {"member_id", token.member_id},
                                                 {"name", token.name},
                                                 {"scopes", token.scopes.bits()},
                                                 {"prefix", token.prefix},
                                                 {"created_at", token.created_at},
                                                 {"expires_at", token.expires_at}})
        .execute(tx);
}

std::optional<ApiToken> find_api_token(database::Transaction& tx, const ApiTokenId& id) {
    return StatementBuilder("SELECT " + columns + " FROM ")
        .add(from_tokens)
        .where("t.id = ?", {id})
        .first(tx, database::read_row<ApiToken>);
}

bool delete_api_token_row(database::Transaction& tx, const ApiTokenId& id) { return tx.execute(delete_one, id) == 1; }

std::int64_t delete_api_token_rows(database::Transaction& tx, const MemberId& member) {
    return tx.execute(delete_all, member);
}

bool update_api_token_first_use(database::Transaction& tx, const ApiTokenId& id, std::string_view prefix, Time now) {
    return tx.execute(update_first_use, now, prefix, id) == 1;
}

void update_api_token_last_use(database::Transaction& tx, const ApiTokenId& id, std::string_view prefix, Time now) {
    tx.execute(update_use, now, prefix, id);
}

std::int64_t count_api_tokens(database::Transaction& tx) {
    return *tx.first("SELECT COUNT(*) FROM api_tokens", [](const database::Row& row) { return row.integer(0); });
}

}  // namespace rollcall::identity
