#include "identity/session_response.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>

#include "accounts/account_store.hpp"
#include "api/access_json.hpp"
#include "api/picture_url.hpp"
#include "api/respond.hpp"
#include "api/secret_cookie.hpp"
#include "identity/session_store.hpp"

namespace rollcall::identity {

namespace {

struct MemberBody {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role;
    std::optional<std::string> picture_url;
};
BOOST_DESCRIBE_STRUCT(MemberBody, (), (id, email, name, job_title, role, picture_url))

struct AccountBody {
    std::string name;
    bool crm_enabled;
    int minimum_password_length;
    bool sends_mail;
    std::string time_zone;
};
BOOST_DESCRIBE_STRUCT(AccountBody, (), (name, crm_enabled, minimum_password_length, sends_mail, time_zone))

struct SessionBody {
    bool setup_required = false;
    std::optional<MemberBody> member;
    http::Maybe<AccountBody> account;
    http::Maybe<access::Permissions> permissions;
    http::Maybe<std::vector<std::string_view>> can;
    http::Maybe<bool> password_change_required;
    http::Maybe<std::string> untrusted_proxy;
    http::Maybe<std::string> version;
};
BOOST_DESCRIBE_STRUCT(SessionBody, (),
                      (setup_required, member, account, permissions, can, password_change_required, untrusted_proxy,
                       version))

std::vector<std::string_view> actions_on_account(const access::Caller& caller) {
    using access::Action;
    return api::list_allowed_actions(caller, access::Rights{},
                                     {{Action::view_members, "view_members"},
                                      {Action::create_members, "create_members"},
                                      {Action::view_audit_log, "view_audit_log"},
                                      {Action::view_mail, "view_mail"},
                                      {Action::view_settings, "view_settings"},
                                      {Action::view_api_tokens, "view_api_tokens"},
                                      {Action::view_connections, "view_connections"},
                                      {Action::create_companies, "create_companies"},
                                      {Action::create_agents, "create_agents"}});
}

bool is_set_up(database::Database& database) {
    return database.read_statement([](database::Transaction& tx) { return accounts::find_account(tx).has_value(); });
}

SessionBody present(api::Services& services, const access::Caller& caller,
                    const std::optional<std::string>& untrusted_proxy) {
    const auto& details = caller.details;
    SessionBody body{
        .setup_required = false,
        .member = MemberBody{caller.member, details.email, details.name, details.job_title, caller.role,
                             api::own_picture_url(details.picture)},
        .account = AccountBody{details.account_name, details.crm_enabled, details.minimum_password_length,
                               services.sends_mail, details.time_zone},
        .permissions = caller.permissions,
        .can = actions_on_account(caller),
        .password_change_required = caller.must_change_password,
        .version = services.version,
    };
    if (untrusted_proxy && caller.is_administrator()) body.untrusted_proxy = *untrusted_proxy;
    return body;
}

}  // namespace

Client read_client(const api::Request& request) {
    return {.address = request.client_address(), .user_agent = request.user_agent()};
}

Client read_client(const api::Request& request, const api::Services& services) {
    auto client = read_client(request);
    for (const auto& [name, token] : request.device_cookies(services)) client.device_tokens.emplace_back(token);
    return client;
}

http::Response respond_with_new_session(const api::Request& request, api::Services& services,
                                        const NewSession& session) {
    auto response =
        api::respond_created("/api/v1/session", present(services, session.caller, request.untrusted_proxy()));
    api::SessionCookie(services.https).set(response, session.token, request.session_cookie());
    if (session.device_token.empty()) return response;
    const auto sent = request.device_cookies(services);
    const auto used = std::ranges::find(sent, session.device_token, &api::SecretCookie::Sent::token);
    api::DeviceCookie(services.https).set(response, session.device_token, used == sent.end() ? "" : used->name);
    return response;
}

http::Response respond_with_session(api::Services& services, const std::optional<access::Caller>& caller,
                                    const std::optional<std::string>& untrusted_proxy) {
    if (!caller) return api::respond_ok(SessionBody{.setup_required = !is_set_up(services.database)});
    return api::respond_ok(present(services, *caller, untrusted_proxy));
}

}  // namespace rollcall::identity
