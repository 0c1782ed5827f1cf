#include "access/caller_store.hpp"

#include "core/error.hpp"

namespace rollcall::access {

namespace {

Caller read_caller(const database::Row& row) {
    const auto role = role_from_text(row.text_view(2));
    return {
        .member = row.id<MemberId>(0),
        .session = row.id<SessionId>(1),
        .role = role,
        .permissions = effective(role, Permissions::from_bits(row.integer(3)), row.boolean(4)),
        .owes_password = row.boolean(5),
    };
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

}  // namespace

std::optional<SeenCaller> find_caller(database::Transaction& tx, std::string_view token_hash, Time now) {
    return tx.first(
        select_by_token,
        [](const database::Row& row) {
            return SeenCaller{read_caller(row), row.time(6)};
        },
        token_hash, now - session_absolute_limit, now - session_idle_limit);
}

Caller current(database::Transaction& tx, const Caller& caller) {
    const auto found = tx.first(select_by_session, read_caller, caller.session);
    if (!found) throw Error::not_signed_in();
    return *found;
}

}  // namespace rollcall::access
