#include "access/caller_store.hpp"

#include "core/error.hpp"

namespace rollcall::access {

namespace {

// Whoever it is; how they came is in column 1.
Caller read_member(const database::Row& row) {
    const auto role = role_from_text(row.text_view(2));
    return {
        .member = row.id<MemberId>(0),
        .role = role,
        .permissions = effective(role, Permissions::from_bits(row.integer(3)), row.boolean(4)),
        .owes_password = row.boolean(5),
    };
}

Caller read_by_session(const database::Row& row) {
    auto caller = read_member(row);
    caller.session = row.id<SessionId>(1);
    return caller;
}

Caller read_by_api_token(const database::Row& row) {
    auto caller = read_member(row);
    caller.api_token = row.id<ApiTokenId>(1);
    return caller;
}

constexpr auto select_by_token = R"(
    SELECT m.id, s.id, m.role, m.permissions, account.crm_enabled, m.must_change_password, s.last_active_at
    FROM sessions s
    JOIN members m ON m.id = s.member_id
    CROSS JOIN accounts account
    WHERE s.token_hash = $1 AND s.created_at > $2 AND s.last_active_at > $3 AND m.suspended_at IS NULL)";

constexpr auto select_by_session = R"(
    SELECT m.id, s.id, m.role, m.permissions, account.crm_enabled, m.must_change_password
    FROM sessions s
    JOIN members m ON m.id = s.member_id
    CROSS JOIN accounts account
    WHERE s.id = $1 AND m.suspended_at IS NULL)";

constexpr auto select_by_young_session = R"(
    SELECT m.id, s.id, m.role, m.permissions, account.crm_enabled, m.must_change_password
    FROM sessions s
    JOIN members m ON m.id = s.member_id
    CROSS JOIN accounts account
    WHERE s.id = $1 AND s.created_at > $2 AND s.last_active_at > $3 AND m.suspended_at IS NULL)";

constexpr auto select_by_api_token_hash = R"(
    SELECT m.id, t.id, m.role, m.permissions, account.crm_enabled, m.must_change_password, t.last_used_at
    FROM api_tokens t
    JOIN members m ON m.id = t.member_id
    CROSS JOIN accounts account
    WHERE t.token_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2) AND m.suspended_at IS NULL)";

constexpr auto select_by_api_token = R"(
    SELECT m.id, t.id, m.role, m.permissions, account.crm_enabled, m.must_change_password
    FROM api_tokens t
    JOIN members m ON m.id = t.member_id
    CROSS JOIN accounts account
    WHERE t.id = $1 AND m.suspended_at IS NULL)";

constexpr auto select_by_young_api_token = R"(
    SELECT m.id, t.id, m.role, m.permissions, account.crm_enabled, m.must_change_password
    FROM api_tokens t
    JOIN members m ON m.id = t.member_id
    CROSS JOIN accounts account
    WHERE t.id = $1 AND (t.expires_at IS NULL OR t.expires_at > $2) AND m.suspended_at IS NULL)";

}  // namespace

std::optional<SeenCaller> find_caller(database::Transaction& tx, std::string_view token_hash, Time now) {
    return tx.first(
        select_by_token,
        [](const database::Row& row) {
            return SeenCaller{read_by_session(row), row.time(6)};
        },
        token_hash, now - session_absolute_limit, now - session_idle_limit);
}

std::optional<SeenCaller> find_caller_by_api_token(database::Transaction& tx, std::string_view token_hash, Time now) {
    return tx.first(
        select_by_api_token_hash,
        [](const database::Row& row) {
            return SeenCaller{read_by_api_token(row), row.time(6)};
        },
        token_hash, now);
}

Caller current(database::Transaction& tx, const Caller& caller) {
    const auto found = caller.came_by_api_token() ? tx.first(select_by_api_token, read_by_api_token, caller.api_token)
                                                  : tx.first(select_by_session, read_by_session, caller.session);
    if (!found) throw Error::not_signed_in();
    return *found;
}

Caller current_at(database::Transaction& tx, const Caller& caller, Time now) {
    const auto found = caller.came_by_api_token()
                           ? tx.first(select_by_young_api_token, read_by_api_token, caller.api_token, now)
                           : tx.first(select_by_young_session, read_by_session, caller.session,
                                      now - session_absolute_limit, now - session_idle_limit);
    if (!found) throw Error::not_signed_in();
    if (found->owes_password) {
        throw Error(ErrorCode::password_change_required, "Choose a password of your own first.");
    }
    return *found;
}

}  // namespace rollcall::access
