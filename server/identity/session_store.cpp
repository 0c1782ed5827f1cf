#include "identity/session_store.hpp"

#include "access/member_row_store.hpp"
#include "access/session_limits.hpp"
#include "core/random.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::identity {

namespace {

constexpr auto select_user_agent = "SELECT user_agent FROM sessions WHERE id = $1";
constexpr auto delete_unused = "DELETE FROM sessions WHERE last_active_at <= $1";
constexpr auto delete_expired = "DELETE FROM sessions WHERE created_at <= $1";
constexpr auto delete_one = "DELETE FROM sessions WHERE id = $1 AND member_id = $2";
constexpr auto delete_all = "DELETE FROM sessions WHERE member_id = $1";
constexpr auto update_confirmation = "UPDATE sessions SET confirmed_at = $1 WHERE id = $2";
constexpr auto update_session = "UPDATE sessions SET last_active_at = $1 WHERE id = $2";

}  // namespace

SessionId insert_session(database::Transaction& tx, const MemberId& member, std::string_view token,
                         const Client& client, Time now) {
    tx.execute_later(delete_unused, now - access::session_idle_limit);
    tx.execute_later(delete_expired, now - access::session_absolute_limit);
    const auto id = SessionId::make(now);
    database::StatementBuilder::insert_into("sessions", {{"id", id},
                                                         {"token_hash", hash_token(token)},
                                                         {"member_id", member},
                                                         {"user_agent", client.user_agent},
                                                         {"address", client.address},
                                                         {"created_at", now},
                                                         {"last_active_at", now},
                                                         {"confirmed_at", now}})
        .execute_later(tx);
    access::update_member_activity(tx, member, now);
    return id;
}

database::Page<Session> list_sessions(database::Transaction& tx, const MemberId& member,
                                      const database::PageRequest& request, Time now) {
    static const auto columns = database::columns_of<Session>("s");
    database::ListQuery query(columns, "sessions s", "s.id");
    query.where("s.member_id = ?", {member});
    query.where("s.created_at > ? AND s.last_active_at > ?",
                {now - access::session_absolute_limit, now - access::session_idle_limit});
    return query.page(tx, request, database::read_row<Session>);
}

std::optional<std::string> find_session_user_agent(database::Transaction& tx, const SessionId& session) {
    return tx.first(
        select_user_agent, [](const database::Row& row) { return row.text(0); }, session);
}

void update_session_confirmation(database::Transaction& tx, const SessionId& session, Time now) {
    tx.execute_later(update_confirmation, now, session);
}

bool delete_session_row(database::Transaction& tx, const MemberId& member, const SessionId& session) {
    return tx.execute(delete_one, session, member) == 1;
}

std::int64_t delete_session_rows(database::Transaction& tx, const MemberId& member) {
    return tx.execute(delete_all, member);
}

void delete_all_session_rows(database::Transaction& tx) { tx.execute("DELETE FROM sessions"); }

void update_activity(database::Transaction& tx, const MemberId& member, const SessionId& session, Time now) {
    tx.execute_later(update_session, now, session);
    access::update_member_activity(tx, member, now);
}

}  // namespace rollcall::identity
