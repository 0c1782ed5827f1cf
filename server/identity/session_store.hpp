#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/page.hpp"

namespace rollcall::identity {

/// The browser or program that makes a request.
struct Client {
    std::string address;
    std::string user_agent;
    std::vector<std::string> device_tokens{};  ///< of the device cookies, in their order; no column
};
BOOST_DESCRIBE_STRUCT(Client, (), (address, user_agent))

struct Session {
    SessionId id;
    Client client;
    Time created_at;
    Time last_active_at;
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, client, created_at, last_active_at))

/// Starts a session for the holder of `token`, who has just given the password, or chosen one. Deletes all expired
/// sessions, of every member.
SessionId insert_session(database::Transaction& tx, const MemberId& member, std::string_view token,
                         const Client& client, Time now);

inline constexpr database::SortColumn session_sorts[] = {
    {"last_active_at", "s.last_active_at", database::SortColumn::Type::integer},
};
/// Without expired ones.
database::Page<Session> list_sessions(database::Transaction& tx, const MemberId& member,
                                      const database::PageRequest& request, Time now);

/// The User-Agent with which a session was started; nothing for an unknown one.
std::optional<std::string> find_session_user_agent(database::Transaction& tx, const SessionId& session);

/// Notes that the member has given the password in the session.
void update_session_confirmation(database::Transaction& tx, const SessionId& session, Time now);

/// Ends one session of the member; false where there is none with that id.
[[nodiscard]] bool delete_session_row(database::Transaction& tx, const MemberId& member, const SessionId& session);

/// Ends all sessions of the member; returns how many.
std::int64_t delete_session_rows(database::Transaction& tx, const MemberId& member);

/// Ends all sessions of all members.
void delete_all_session_rows(database::Transaction& tx);

/// Records that the session and its member are active.
void update_activity(database::Transaction& tx, const MemberId& member, const SessionId& session, Time now);

}  // namespace rollcall::identity
