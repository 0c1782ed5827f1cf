#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <exception>
#include <map>
#include <optional>
#include <string>

namespace rollcall {

/// The reasons for which a request fails. Each has one HTTP status (http/server/problem.cpp), but where HTTP itself
/// refuses a request, and a stable name that programs may rely on (`code` in the response).
enum class ErrorCode {
    malformed_request,         ///< 400: not valid in the format that it declares
    not_signed_in,             ///< 401
    wrong_signature,           ///< 401: a webhook without a valid signature
    wrong_credentials,         ///< 401: wrong email or password, without saying which
    forbidden,                 ///< 403: for administrators only, or for nobody
    foreign_origin,            ///< 403: a write from another site
    permission_missing,        ///< 403: in scope, but a permission is missing
    password_change_required,  ///< 403: the member has to choose a new password first
    confirmation_required,     ///< 403: the member has to give the own password again first
    not_for_api_tokens,        ///< 403: nothing that an API token may do
    token_scope_missing,       ///< 403: the API token lacks a scope
    not_found,                 ///< 404: does not exist, or is out of scope
    method_not_allowed,        ///< 405
    conflict,                  ///< 409
    email_taken,               ///< 409: a member has this email already
    phone_taken,               ///< 409: a contact of the company has this phone number already
    in_use,                    ///< 409: other objects belong to it
    agent_has_calls,           ///< 409: moving the agent shows its calls to other members
    agent_has_campaigns,       ///< 409: moving the agent, which has no calls, pauses its campaigns
    agent_opens_contacts,      ///< 409: moving the agent, which has neither, opens or closes contacts to members
    last_administrator,        ///< 409: there is always an active administrator
    email_not_set_up,          ///< 409: there is no mail server
    invitation_expired,        ///< 409: the invitation has expired
    no_key,                    ///< 409: the connection has no API key
    changed_meanwhile,         ///< 412: If-Match names another version
    too_large,                 ///< 413
    unsupported_media_type,    ///< 415
    range_not_satisfiable,     ///< 416: the range begins after the end
    invalid_fields,            ///< 422: `fields` says which and why
    too_many_attempts,         ///< 429: wait `retry_after`
    overloaded,                ///< 429, or 503 where the server has no room at all: wait `retry_after`
    platform_failed,           ///< 502: a voice platform cannot be reached, or refused what it was asked
    unavailable,               ///< 503: the database cannot be used at the moment
    internal,                  ///< 500: a mistake in the program; the log has the details
};
BOOST_DESCRIBE_ENUM(ErrorCode, malformed_request, not_signed_in, wrong_signature, wrong_credentials, forbidden,
                    foreign_origin, permission_missing, password_change_required, confirmation_required,
                    not_for_api_tokens, token_scope_missing, not_found, method_not_allowed, conflict, email_taken,
                    phone_taken, in_use, agent_has_calls, agent_has_campaigns, agent_opens_contacts, last_administrator,
                    email_not_set_up, invitation_expired, no_key, changed_meanwhile, too_large, unsupported_media_type,
                    range_not_satisfiable, invalid_fields, too_many_attempts, overloaded, platform_failed, unavailable,
                    internal)

/// Field path -> what is wrong, in a sentence: {"email": "This is not an email address."}.
using FieldErrors = std::map<std::string, std::string>;

/// Ends the request. `detail` is for a person: it says what happened and what to do, and contains no internals.
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
    static Error too_many_attempts(std::chrono::seconds retry_after, std::string detail = {});
    static Error phone_taken(std::string detail, std::string contact_id);
    static Error overloaded(std::chrono::seconds retry_after);
    static Error unavailable(std::string detail);

    ErrorCode code() const { return code_; }
    const std::string& detail() const { return detail_; }
    const FieldErrors& fields() const { return fields_; }
    std::optional<std::chrono::seconds> retry_after() const { return retry_after_; }
    /// Of the contact that has the phone number already.
    const std::optional<std::string>& contact_id() const { return contact_id_; }
    const char* what() const noexcept override { return detail_.c_str(); }

private:
    ErrorCode code_;
    std::string detail_;
    FieldErrors fields_;
    std::optional<std::chrono::seconds> retry_after_;
    std::optional<std::string> contact_id_;
};

}  // namespace rollcall
