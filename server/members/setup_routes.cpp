#include "members/setup_routes.hpp"

#include <boost/describe/class.hpp>

#include "accounts/account_store.hpp"
#include "api/respond.hpp"
#include "identity/session_response.hpp"
#include "members/setup.hpp"

namespace rollcall::members {

BOOST_DESCRIBE_STRUCT(SetUp, (), (token, account_name, name, email, password, time_zone))

namespace {

struct SetupBody {
    bool setup_required;
    int minimum_password_length;
};
BOOST_DESCRIBE_STRUCT(SetupBody, (), (setup_required, minimum_password_length))

struct SetupLink {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(SetupLink, (), (token))

}  // namespace

http::Response handle_get_setup(const api::Request&, api::Services& services) {
    services.database.read([](database::Transaction& tx) { require_not_set_up(tx); });
    return api::respond_ok(SetupBody{true, accounts::Account{}.minimum_password_length});
}

http::Response handle_check_setup_link(const api::Request& request, api::Services& services) {
    const auto link = request.body<SetupLink>();
    require_valid_setup_link(services.database, link.token, services.setup_token);
    return http::Response::no_content();
}

http::Response handle_set_up_account(const api::Request& request, api::Services& services) {
    const auto input = request.body<SetUp>();
    return identity::respond_with_new_session(
        request, services,
        set_up_account(services.database, services.clock, services.passwords, services.setup_token, input,
                       identity::read_client(request, services)));
}

}  // namespace rollcall::members
