#include "http/server/problem.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <map>
#include <stdexcept>
#include <string>

#include "core/enum_names.hpp"
#include "http/json/json_write.hpp"

namespace rollcall::http {

namespace {

struct Kind {
    ErrorCode code;
    int status;
    std::string_view title;
};

constexpr std::array kinds{
    Kind{ErrorCode::malformed_request, 400, "The request cannot be read"},
    Kind{ErrorCode::not_signed_in, 401, "Not signed in"},
    Kind{ErrorCode::wrong_signature, 401, "Invalid signature"},
    Kind{ErrorCode::wrong_credentials, 401, "Wrong email or password"},
    Kind{ErrorCode::forbidden, 403, "Not allowed"},
    Kind{ErrorCode::foreign_origin, 403, "Cross-site request refused"},
    Kind{ErrorCode::permission_missing, 403, "A permission is missing"},
    Kind{ErrorCode::password_change_required, 403, "Choose a password first"},
    Kind{ErrorCode::confirmation_required, 403, "Enter your password again"},
    Kind{ErrorCode::not_for_api_tokens, 403, "Not for API tokens"},
    Kind{ErrorCode::token_scope_missing, 403, "A scope is missing"},
    Kind{ErrorCode::not_found, 404, "Not found"},
    Kind{ErrorCode::method_not_allowed, 405, "Method not allowed"},
    Kind{ErrorCode::conflict, 409, "Conflict with the current state"},
    Kind{ErrorCode::email_taken, 409, "This email already belongs to a member"},
    Kind{ErrorCode::phone_taken, 409, "Phone number already in use"},
    Kind{ErrorCode::in_use, 409, "This is in use"},
    Kind{ErrorCode::agent_has_calls, 409, "This agent has calls"},
    Kind{ErrorCode::agent_has_campaigns, 409, "This agent has campaigns"},
    Kind{ErrorCode::agent_opens_contacts, 409, "This agent gives access to contacts"},
    Kind{ErrorCode::last_administrator, 409, "This is the last administrator"},
    Kind{ErrorCode::email_not_set_up, 409, "Email is not set up"},
    Kind{ErrorCode::invitation_expired, 409, "This invitation has expired"},
    Kind{ErrorCode::no_key, 409, "The connection has no API key"},
    Kind{ErrorCode::changed_meanwhile, 412, "Changed by someone else"},
    Kind{ErrorCode::too_large, 413, "Too large"},
    Kind{ErrorCode::unsupported_media_type, 415, "Unsupported content type"},
    Kind{ErrorCode::range_not_satisfiable, 416, "Range not satisfiable"},
    Kind{ErrorCode::invalid_fields, 422, "Some fields are invalid"},
    Kind{ErrorCode::too_many_attempts, 429, "Too many attempts"},
    Kind{ErrorCode::overloaded, 429, "The server is busy"},
    Kind{ErrorCode::platform_failed, 502, "The voice platform failed"},
    Kind{ErrorCode::unavailable, 503, "Not available at the moment"},
    Kind{ErrorCode::internal, 500, "Something went wrong"},
};

// Each code has its line, in the order of ErrorCode: a new code without one does not compile.
constexpr bool has_a_line_for_each_code() { return std::ranges::equal(kinds, enum_values<ErrorCode>, {}, &Kind::code); }
static_assert(has_a_line_for_each_code());

const Kind& get_kind(ErrorCode code) { return kinds.at(static_cast<std::size_t>(code)); }

struct Problem {
    std::string_view type = "about:blank";
    std::string_view title;
    int status;
    ErrorCode code;
    std::string_view request_id;
    Maybe<std::string> detail;
    Maybe<std::map<std::string, std::string>> fields;
    Maybe<std::string> contact_id;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, code, request_id, detail, fields, contact_id))

}  // namespace

Response make_problem_response(const Error& error, std::string_view request_id) {
    return make_problem_response(error, request_id, get_error_status(error.code()));
}

Response make_problem_response(const Error& error, std::string_view request_id, int status) {
    Problem problem{
        .title = get_kind(error.code()).title, .status = status, .code = error.code(), .request_id = request_id};
    if (!error.detail().empty()) problem.detail = error.detail();
    if (!error.fields().empty()) problem.fields = error.fields();
    if (error.contact_id()) problem.contact_id = *error.contact_id();

    Response response{status, {{"Content-Type", "application/problem+json"}}, write_json(problem)};
    if (status == 401) response.set("WWW-Authenticate", "Bearer");  // RFC 9110, section 15.5.2
    if (const auto wait = error.retry_after()) response.set("Retry-After", std::to_string(wait->count()));
    return response;
}

int get_error_status(ErrorCode code) { return get_kind(code).status; }

}  // namespace rollcall::http
