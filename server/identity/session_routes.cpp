#include "identity/session_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/session_cookie.hpp"
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
    if (session.device_token != client.device_token) services.outbox.wake();
    return respond_with_new_session(services, session, request.untrusted_proxy());
}

http::Response handle_sign_out(const api::Request& request, api::Services& services) {
    const auto& caller = request.find_caller();
    if (caller && !caller->uses_api_token()) end_session(request.context(services), caller->session);
    auto response = http::Response::no_content();
    api::SessionCookie(services.https).clear(response);
    return response;
}

http::Response handle_confirm_own_password(const api::Request& request, api::Services& services) {
    const auto body = request.body<ConfirmationBody>();
    confirm_own_password(request.context(services), services.passwords, body.password, read_client(request));
    return http::Response::no_content();
}

}  // namespace rollcall::identity
