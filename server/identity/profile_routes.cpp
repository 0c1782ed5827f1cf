#include "identity/profile_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/picture_url.hpp"
#include "api/respond.hpp"
#include "api/secret_cookie.hpp"
#include "core/error.hpp"
#include "identity/passwords/own_password.hpp"
#include "identity/profile_store.hpp"
#include "identity/session_response.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::identity {

BOOST_DESCRIBE_STRUCT(ChangeOwnPassword, (), (current_password, password, end_api_tokens))

namespace {

struct ProfileBody {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role;
    access::Permissions permissions;
    Time created_at;
    std::optional<std::string> picture_url;
};
BOOST_DESCRIBE_STRUCT(ProfileBody, (), (id, email, name, job_title, role, permissions, created_at, picture_url))

struct OwnSessionBody {
    SessionId id;
    bool current;
    Time created_at;
    Time last_active_at;
    std::string user_agent;
    std::string address;
    std::vector<std::string_view> can;
};
BOOST_DESCRIBE_STRUCT(OwnSessionBody, (), (id, current, created_at, last_active_at, user_agent, address, can))

OwnSessionBody present(const Session& session, const access::Caller& caller) {
    return {
        .id = session.id,
        .current = session.id == caller.session,
        .created_at = session.created_at,
        .last_active_at = session.last_active_at,
        .user_agent = session.client.user_agent,
        .address = session.client.address,
        .can = {"end"},
    };
}

}  // namespace

http::Response handle_get_profile(const api::Request& request, api::Services& services) {
    const auto& caller = request.caller();
    const auto profile =
        services.database.read([&](database::Transaction& tx) { return find_profile(tx, caller.member); });
    if (!profile) throw Error::not_signed_in();
    return api::respond_ok(ProfileBody{profile->id, profile->email, profile->name, profile->job_title, profile->role,
                                       caller.permissions, profile->created_at,
                                       api::own_picture_url(profile->picture)});
}

http::Response handle_change_own_password(const api::Request& request, api::Services& services) {
    const auto input = request.body<ChangeOwnPassword>();
    const auto session = change_own_password(request.context(services), services.passwords, services.key, input,
                                             read_client(request, services));
    services.outbox.wake();
    auto response = http::Response::no_content();
    api::SessionCookie(services.https).set(response, session.token, request.session_cookie());
    return response;
}

http::Response handle_list_own_sessions(const api::Request& request, api::Services& services) {
    const auto& caller = request.caller();
    const auto list = request.list({.sorts = session_sorts, .default_sort = "-last_active_at"});
    const auto page = services.database.read(
        [&](database::Transaction& tx) { return list_sessions(tx, caller.member, list.page, services.clock.now()); });
    return api::respond_ok(page, [&](const Session& session) { return present(session, caller); });
}

http::Response handle_end_own_session(const api::Request& request, api::Services& services) {
    end_session(request.context(services), request.id<SessionId>());
    return http::Response::no_content();
}

http::Response handle_end_all_own_sessions(const api::Request& request, api::Services& services) {
    end_all_sessions(request.context(services));
    auto response = http::Response::no_content();
    api::SessionCookie(services.https).clear(response, request.session_cookie());
    api::DeviceCookie(services.https).clear(response);
    return response;
}

}  // namespace rollcall::identity
