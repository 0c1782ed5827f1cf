#include "identity/session_store.hpp"

#include "access/session_limits.hpp"
#include "core/random.hpp"

namespace rollcall::identity {

namespace {

constexpr auto insert_statement = R"(
    INSERT INTO sessions (id, token_hash, member_id, user_agent, address, created_at, last_active_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6))";
constexpr auto delete_unused = "DELETE FROM sessions WHERE last_active_at <= $1";
constexpr auto delete_too_old = "DELETE FROM sessions WHERE created_at <= $1";
constexpr auto delete_one = "DELETE FROM sessions WHERE id = $1 AND member_id = $2";
constexpr auto delete_all = "DELETE FROM sessions WHERE member_id = $1";
constexpr auto update_session = "UPDATE sessions SET last_active_at = $1 WHERE id = $2";
constexpr auto update_member = "UPDATE members SET last_active_at = $1 WHERE id = $2";

Session read_session(const database::Row& row) {
    return {
        .id = row.id<SessionId>(0),
        .client = {.address = row.text(1), .user_agent = row.text(2)},
        .created_at = row.time(3),
        .last_active_at = row.time(4),
    };
}

}  // namespace

SessionId insert_session(database::Transaction& tx, const MemberId& member, std::string_view token,
                         const Client& client, Time now) {
    tx.execute(delete_unused, now - access::session_idle_limit);
    tx.execute(delete_too_old, now - access::session_absolute_limit);
    const auto id = SessionId::make(now);
    tx.execute(insert_statement, id, hash_token(token), member, client.user_agent, client.address, now);
    tx.execute(update_member, now, member);
    return id;
}

database::Page<Session> list_sessions(database::Transaction& tx, const MemberId& member,
                                      const database::PageRequest& request, Time now) {
    database::ListQuery query("s.id, s.address, s.user_agent, s.created_at, s.last_active_at", "sessions s", "s.id");
    query.where("s.member_id = ?", {member});
    query.where("s.created_at > ? AND s.last_active_at > ?",
                {now - access::session_absolute_limit, now - access::session_idle_limit});
    return query.page(tx, request, read_session);
}

Ended delete_session(database::Transaction& tx, const MemberId& member, const SessionId& session) {
    return tx.execute(delete_one, session, member) == 1 ? Ended::yes : Ended::not_there;
}

std::int64_t delete_sessions(database::Transaction& tx, const MemberId& member) {
    return tx.execute(delete_all, member);
}

void update_activity(database::Transaction& tx, const MemberId& member, const SessionId& session, Time now) {
    tx.execute(update_session, now, session);
    tx.execute(update_member, now, member);
}

}  // namespace rollcall::identity
