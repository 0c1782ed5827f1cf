#include "identity/session_routes.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>

#include "api/secret_cookie.hpp"
#include "identity/passwords/own_password.hpp"
#include "identity/session_response.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::identity {

BOOST_DESCRIBE_STRUCT(SignIn, (), (email, password))

namespace {

struct ConfirmationBody {
    std::string password;
};
BOOST_DESCRIBE_STRUCT(ConfirmationBody, (), (password))

}  // namespace

http::Response handle_get_session(const api::Request& request, api::Services& services) {
    return respond_with_session(services, request.find_caller(), request.untrusted_proxy());
}

http::Response handle_sign_in(const api::Request& request, api::Services& services) {
    const auto input = request.body<SignIn>();
    const auto client = read_client(request, services);
    const auto session = sign_in(services.database, services.clock, services.passwords, services.key, input, client,
                                 request.find_caller());
    if (std::ranges::count(client.device_tokens, session.device_token) == 0) services.outbox.wake();
    return respond_with_new_session(request, services, session);
}

http::Response handle_sign_out(const api::Request& request, api::Services& services) {
    auto response = http::Response::no_content();
    const api::SessionCookie cookie(services.https);
    cookie.clear(response, request.session_cookie());
    if (!request.find_caller()) return response;
    end_session(request.context(services), request.caller().session);
    // What the other cookies of this browser lead to: otherwise the next request would be signed in by one of them.
    for (const auto& [name, token] : request.session_cookies(services)) {
        auto further = authenticate_session(services.database, services.clock, {&token, 1});
        if (!further) continue;
        further->caller.address = request.client_address();
        end_session({services.database, services.clock, further->caller}, further->caller.session);
        cookie.clear(response, name);
    }
    return response;
}

http::Response handle_confirm_own_password(const api::Request& request, api::Services& services) {
    const auto body = request.body<ConfirmationBody>();
    confirm_own_password(request.context(services), services.passwords, body.password, read_client(request));
    return http::Response::no_content();
}

}  // namespace rollcall::identity
