#pragma once

#include <chrono>
#include <exception>
#include <map>
#include <optional>
#include <string>

namespace rollcall {

/// What ends a request, as a closed list. Each has one HTTP status (http/server/problem.cpp) and a stable name that
/// programs may rely on (`code` in the answer).
enum class ErrorCode {
    malformed_request,         ///< 400: cannot be read as what it claims to be
    not_signed_in,             ///< 401
    wrong_signature,           ///< 401: a delivery that is not signed as it must be
    wrong_credentials,         ///< 401: e-mail and password do not fit, without saying which
    forbidden,                 ///< 403: for administrators, or never
    foreign_origin,            ///< 403: a write from another site
    permission_missing,        ///< 403: seen, but not permitted
    password_change_required,  ///< 403: a password of one's own comes first
    not_found,                 ///< 404: not there, or not yours
    method_not_allowed,        ///< 405
    conflict,                  ///< 409
    email_taken,               ///< 409: the e-mail is a member already
    in_use,                    ///< 409: something hangs on it
    agent_has_calls,           ///< 409: moving the agent shows its calls to other members
    last_administrator,        ///< 409: there is always an active administrator
    invitation_expired,        ///< 409: the link of an invitation is too old
    changed_meanwhile,         ///< 412: If-Match does not hold any more
    too_large,                 ///< 413
    unsupported_media_type,    ///< 415
    range_not_satisfiable,     ///< 416: what is there is shorter
    invalid_fields,            ///< 422: `fields` says which
    too_many_attempts,         ///< 429: wait `retry_after`
    overloaded,                ///< 429: wait `retry_after`
    unavailable,               ///< 503: the database cannot be used at the moment
    internal,                  ///< 500: ours; the log knows more
};

/// Field path -> what would be right, in a sentence: {"email": "This is not an e-mail address."}.
using FieldErrors = std::map<std::string, std::string>;

/// Ends the request. `detail` is for a person and holds no internals: it says what happened and what to do.
class Error : public std::exception {
public:
    Error(ErrorCode code, std::string detail, FieldErrors fields = {});

    static Error malformed(std::string detail);
    static Error not_signed_in();
    static Error forbidden(std::string detail);
    static Error not_found();
    static Error conflict(std::string detail);
    static Error changed_meanwhile();
    static Error invalid(FieldErrors fields);
    static Error invalid(std::string field, std::string message);
    static Error too_many_attempts(std::chrono::seconds retry_after);
    static Error overloaded(std::chrono::seconds retry_after);
    static Error unavailable(std::string detail);

    ErrorCode code() const { return code_; }
    const std::string& detail() const { return detail_; }
    const FieldErrors& fields() const { return fields_; }
    std::optional<std::chrono::seconds> retry_after() const { return retry_after_; }
    const char* what() const noexcept override { return detail_.c_str(); }

private:
    ErrorCode code_;
    std::string detail_;
    FieldErrors fields_;
    std::optional<std::chrono::seconds> retry_after_;
};

}  // namespace rollcall
