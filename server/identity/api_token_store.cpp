#include "identity/api_token_store.hpp"

namespace rollcall::identity {

namespace {

constexpr auto columns = "t.id, t.name, t.member_id, m.name, t.created_at, t.expires_at, t.last_used_at";
constexpr auto from_tokens = "api_tokens t JOIN members m ON m.id = t.member_id";
constexpr auto select_one = R"(
    SELECT t.id, t.name, t.member_id, m.name, t.created_at, t.expires_at, t.last_used_at
    FROM api_tokens t JOIN members m ON m.id = t.member_id
    WHERE t.id = $1)";
constexpr auto insert_token = R"(
    INSERT INTO api_tokens (id, token_hash, member_id, name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6))";
constexpr auto delete_one = "DELETE FROM api_tokens WHERE id = $1";
constexpr auto delete_all = "DELETE FROM api_tokens WHERE member_id = $1";
constexpr auto update_use = "UPDATE api_tokens SET last_used_at = $1 WHERE id = $2";

ApiToken read_token(const database::Row& row) {
    return {
        .id = row.id<ApiTokenId>(0),
        .name = row.text(1),
        .maker = row.id<MemberId>(2),
        .maker_name = row.text(3),
        .created_at = row.time(4),
        .expires_at = row.optional_time(5),
        .last_used_at = row.integer(6) == 0 ? std::nullopt : std::optional(row.time(6)),
    };
}

}  // namespace

database::Page<ApiToken> list_api_tokens(database::Transaction& tx, const database::PageRequest& request) {
    return database::ListQuery(columns, from_tokens, "t.id").page(tx, request, read_token);
}

void insert_api_token(database::Transaction& tx, const ApiToken& token, std::string_view token_hash) {
    tx.execute(insert_token, token.id, token_hash, token.maker, token.name, token.created_at, token.expires_at);
}

std::optional<ApiToken> find_api_token(database::Transaction& tx, const ApiTokenId& id) {
    return tx.first(select_one, read_token, id);
}

Revoked delete_api_token(database::Transaction& tx, const ApiTokenId& id) {
    return tx.execute(delete_one, id) == 1 ? Revoked::yes : Revoked::not_there;
}

std::int64_t delete_api_tokens(database::Transaction& tx, const MemberId& member) {
    return tx.execute(delete_all, member);
}

void note_use(database::Transaction& tx, const ApiTokenId& id, Time now) { tx.execute(update_use, now, id); }

}  // namespace rollcall::identity
