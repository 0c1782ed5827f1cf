#pragma once

#include <cstdint>
#include <string>

#include "core/id.hpp"
#include "database/page.hpp"

namespace rollcall::identity {

/// Where somebody signs in from.
struct Client {
    std::string address;
    std::string user_agent;
};

struct Session {
    SessionId id;
    Client client;
    Time created_at;
    Time last_active_at;
};

/// Starts a session for whoever holds `token`. Ended ones of everybody are cleared away with it.
SessionId insert_session(database::Transaction& tx, const MemberId& member, std::string_view token,
                         const Client& client, Time now);

inline constexpr database::SortColumn session_sorts[] = {
    {"last_active_at", "s.last_active_at", database::SortColumn::Type::integer},
};
database::Page<Session> list_sessions(database::Transaction& tx, const MemberId& member,
                                      const database::PageRequest& request, Time now);

enum class Ended { yes, not_there };

/// Ends one session of the member.
Ended delete_session(database::Transaction& tx, const MemberId& member, const SessionId& session);

/// Ends all sessions of the member; returns how many.
std::int64_t delete_sessions(database::Transaction& tx, const MemberId& member);

/// Notes that the session and its member are active.
void update_activity(database::Transaction& tx, const MemberId& member, const SessionId& session, Time now);

}  // namespace rollcall::identity
