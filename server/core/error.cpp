#include "core/error.hpp"

#include <utility>

namespace rollcall {

Error::Error(ErrorCode code, std::string detail, FieldErrors fields)
    : code_(code), detail_(std::move(detail)), fields_(std::move(fields)) {}

Error Error::malformed(std::string detail) { return {ErrorCode::malformed_request, std::move(detail)}; }

Error Error::not_signed_in() { return {ErrorCode::not_signed_in, "Sign in first."}; }

Error Error::forbidden(std::string detail) { return {ErrorCode::forbidden, std::move(detail)}; }

Error Error::not_found() { return {ErrorCode::not_found, "There is nothing here, or it is not yours to see."}; }

Error Error::conflict(std::string detail) { return {ErrorCode::conflict, std::move(detail)}; }

Error Error::changed_meanwhile() {
    return {ErrorCode::changed_meanwhile, "This has been changed since you opened it. Load it again, then save."};
}

Error Error::invalid(FieldErrors fields) {
    return {ErrorCode::invalid_fields, "Some fields are not right.", std::move(fields)};
}

Error Error::invalid(std::string field, std::string message) {
    return invalid(FieldErrors{{std::move(field), std::move(message)}});
}

Error Error::too_many_attempts(std::chrono::seconds retry_after) {
    Error error(ErrorCode::too_many_attempts, "Too many failed attempts. Wait, then try again.");
    error.retry_after_ = retry_after;
    return error;
}

Error Error::phone_taken(std::string detail, std::string contact_id) {
    Error error(ErrorCode::phone_taken, detail, {{"phone", detail}});
    error.contact_id_ = std::move(contact_id);
    return error;
}

Error Error::overloaded(std::chrono::seconds retry_after) {
    Error error(ErrorCode::overloaded, "Too much is going on at the moment. Try again shortly.");
    error.retry_after_ = retry_after;
    return error;
}

Error Error::unavailable(std::string detail) { return {ErrorCode::unavailable, std::move(detail)}; }

}  // namespace rollcall
