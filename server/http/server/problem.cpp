#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "http/protocol/response.hpp"

namespace rollcall::http {

namespace {

struct Kind {
    ErrorCode code;
    std::string_view name;
    int status;
    std::string_view title;
};

constexpr std::array kinds{
    Kind{ErrorCode::malformed_request, "malformed_request", 400, "The request cannot be read"},
    Kind{ErrorCode::not_signed_in, "not_signed_in", 401, "Not signed in"},
    Kind{ErrorCode::wrong_signature, "wrong_signature", 401, "Not signed as it must be"},
    Kind{ErrorCode::wrong_credentials, "wrong_credentials", 401, "E-mail or password is wrong"},
    Kind{ErrorCode::forbidden, "forbidden", 403, "Not allowed"},
    Kind{ErrorCode::foreign_origin, "foreign_origin", 403, "The request came from another site"},
    Kind{ErrorCode::permission_missing, "permission_missing", 403, "A permission is missing"},
    Kind{ErrorCode::password_change_required, "password_change_required", 403, "Choose a password first"},
    Kind{ErrorCode::not_found, "not_found", 404, "Not found"},
    Kind{ErrorCode::method_not_allowed, "method_not_allowed", 405, "This cannot be done here"},
    Kind{ErrorCode::conflict, "conflict", 409, "This does not fit what is there"},
    Kind{ErrorCode::email_taken, "email_taken", 409, "This e-mail is a member already"},
    Kind{ErrorCode::in_use, "in_use", 409, "This is in use"},
    Kind{ErrorCode::agent_has_calls, "agent_has_calls", 409, "This agent has calls"},
    Kind{ErrorCode::last_administrator, "last_administrator", 409, "This is the last administrator"},
    Kind{ErrorCode::invitation_expired, "invitation_expired", 409, "This invitation has expired"},
    Kind{ErrorCode::changed_meanwhile, "changed_meanwhile", 412, "Changed meanwhile"},
    Kind{ErrorCode::too_large, "too_large", 413, "Too large"},
    Kind{ErrorCode::unsupported_media_type, "unsupported_media_type", 415, "This kind of content is not taken"},
    Kind{ErrorCode::range_not_satisfiable, "range_not_satisfiable", 416, "There is no such part"},
    Kind{ErrorCode::invalid_fields, "invalid_fields", 422, "Some fields are not right"},
    Kind{ErrorCode::too_many_attempts, "too_many_attempts", 429, "Too many attempts"},
    Kind{ErrorCode::overloaded, "overloaded", 429, "Too much is going on"},
    Kind{ErrorCode::unavailable, "unavailable", 503, "Not available at the moment"},
    Kind{ErrorCode::internal, "internal", 500, "Something went wrong"},
};

const Kind& kind_of(ErrorCode code) {
    const auto found = std::ranges::find(kinds, code, &Kind::code);
    if (found == kinds.end()) throw std::logic_error("An error code has no line in the table of problems.");
    return *found;
}

Response describe(const Error& error, std::string_view request_id, int status, std::string_view title) {
    boost::json::object document{
        {"type", "about:blank"},         {"title", title},           {"status", status},
        {"code", name_of(error.code())}, {"request_id", request_id},
    };
    if (!error.detail().empty()) document["detail"] = error.detail();
    if (!error.fields().empty()) {
        auto& fields = document["fields"].emplace_object();
        for (const auto& [path, message] : error.fields()) fields[path] = message;
    }

    Response response{status, {{"Content-Type", "application/problem+json"}}, boost::json::serialize(document)};
    if (status == 401) response.set("WWW-Authenticate", "Bearer");  // RFC 9110, section 15.5.2
    if (const auto wait = error.retry_after()) response.set("Retry-After", std::to_string(wait->count()));
    return response;
}

}  // namespace

Response problem(const Error& error, std::string_view request_id) {
    const auto& kind = kind_of(error.code());
    return describe(error, request_id, kind.status, kind.title);
}

Response problem(const Error& error, std::string_view request_id, int status) {
    return describe(error, request_id, status, kind_of(error.code()).title);
}

int status_of(ErrorCode code) { return kind_of(code).status; }

std::string_view name_of(ErrorCode code) { return kind_of(code).name; }

}  // namespace rollcall::http
