#include "identity/api_token_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "identity/api_tokens.hpp"
#include "identity/session_response.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::identity {

BOOST_DESCRIBE_STRUCT(CreateApiToken, (), (name, scopes, expires_at))

namespace {

struct TokenMemberBody {
    MemberId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(TokenMemberBody, (), (id, name))

struct TokenBody {
    ApiTokenId id;
    std::string name;
    TokenMemberBody member;
    std::vector<access::TokenScope> scopes;
    std::optional<std::string> prefix;
    Time created_at;
    Time expires_at;
    std::optional<Time> last_used_at;
    std::vector<std::string_view> can;
};
BOOST_DESCRIBE_STRUCT(TokenBody, (), (id, name, member, scopes, prefix, created_at, expires_at, last_used_at, can))

struct NewTokenBody : TokenBody {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(NewTokenBody, (TokenBody), (token))

TokenBody present(const ApiToken& token, const access::Caller& caller) {
    return {
        .id = token.id,
        .name = token.name,
        .member = {token.member_id, token.member_name},
        .scopes = token.scopes.list(),
        .prefix = token.prefix,
        .created_at = token.created_at,
        .expires_at = token.expires_at,
        .last_used_at = token.last_used_at,
        .can = api::list_allowed_actions(caller, access::Rights{}, {{access::Action::revoke_api_token, "revoke"}}),
    };
}

}  // namespace

http::Response handle_list_api_tokens(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = api_token_sorts, .default_sort = "-created_at"});
    const auto page = services.database.read([&](database::Transaction& tx) { return list_api_tokens(tx, list.page); });
    return api::respond_ok(page, [&](const ApiToken& token) { return present(token, request.caller()); });
}

http::Response handle_create_api_token(const api::Request& request, api::Services& services) {
    const auto created =
        create_api_token(request.context(services), services.key, request.body<CreateApiToken>(), read_client(request));
    services.outbox.wake();
    return api::respond_created("/api/v1/api-tokens/" + created.token.id.text(),
                                NewTokenBody{present(created.token, request.caller()), created.secret});
}

http::Response handle_revoke_api_token(const api::Request& request, api::Services& services) {
    revoke_api_token(request.context(services), request.id<ApiTokenId>());
    return http::Response::no_content();
}

}  // namespace rollcall::identity
