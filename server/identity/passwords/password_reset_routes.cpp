#include "identity/passwords/password_reset_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "identity/passwords/password_resets.hpp"
#include "identity/session_response.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::identity {

BOOST_DESCRIBE_STRUCT(CompletePasswordReset, (), (token, password))

namespace {

struct RequestBody {
    std::string email;
};
BOOST_DESCRIBE_STRUCT(RequestBody, (), (email))

}  // namespace

http::Response handle_request_password_reset(const api::Request& request, api::Services& services) {
    const auto body = request.body<RequestBody>();
    request_password_reset(services.database, services.clock, services.key, services.sends_mail, body.email,
                           read_client(request));
    return api::respond_accepted();
}

http::Response handle_complete_password_reset(const api::Request& request, api::Services& services) {
    const auto input = request.body<CompletePasswordReset>();
    complete_password_reset(services.database, services.clock, services.passwords, services.key, input,
                            read_client(request));
    services.outbox.wake();
    return http::Response::no_content();
}

}  // namespace rollcall::identity
