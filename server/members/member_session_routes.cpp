#include "members/member_session_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "members/member_sessions.hpp"

namespace rollcall::members {

namespace {

struct SessionBody {
    SessionId id;
    Time created_at;
    Time last_active_at;
    std::string user_agent;
    std::string address;
    std::vector<std::string_view> can;
};
BOOST_DESCRIBE_STRUCT(SessionBody, (), (id, created_at, last_active_at, user_agent, address, can))

/// One's own sessions are ended in the profile.
SessionBody present(const identity::Session& session, bool is_own) {
    return {
        .id = session.id,
        .created_at = session.created_at,
        .last_active_at = session.last_active_at,
        .user_agent = session.client.user_agent,
        .address = session.client.address,
        .can = is_own ? std::vector<std::string_view>{} : std::vector<std::string_view>{"end"},
    };
}

struct EndedSessionsBody {
    std::int64_t sessions_ended;
};
BOOST_DESCRIBE_STRUCT(EndedSessionsBody, (), (sessions_ended))

}  // namespace

http::Response handle_list_member_sessions(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    const auto id = request.id<MemberId>();
    const auto list = request.list({.sorts = identity::session_sorts, .default_sort = "-last_active_at"});
    const auto page = list_member_sessions(context, id, list.page);
    const auto is_own = id == context.caller.member;
    return api::respond_ok(page, [&](const identity::Session& session) { return present(session, is_own); });
}

http::Response handle_end_member_sessions(const api::Request& request, api::Services& services) {
    return api::respond_ok(EndedSessionsBody{end_member_sessions(request.context(services), request.id<MemberId>())});
}

http::Response handle_end_member_session(const api::Request& request, api::Services& services) {
    end_member_session(request.context(services), request.id<MemberId>(), request.id<SessionId>("session"));
    return http::Response::no_content();
}

}  // namespace rollcall::members
