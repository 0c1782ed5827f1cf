#include "core/error.hpp"

#include <utility>

namespace rollcall {

namespace {

constexpr std::chrono::seconds unavailable_retry_after(5);

}  // namespace

Error::Error(ErrorCode code, std::string detail, FieldErrors fields)
    : code_(code), detail_(std::move(detail)), fields_(std::move(fields)) {}

Error Error::malformed(std::string detail) { return {ErrorCode::malformed_request, std::move(detail)}; }

Error Error::not_signed_in() { return {ErrorCode::not_signed_in, "Sign in first."}; }

Error Error::forbidden(std::string detail) { return {ErrorCode::forbidden, std::move(detail)}; }

Error Error::not_found() { return {ErrorCode::not_found, "Not found, or you don’t have access."}; }

Error Error::conflict(std::string detail) { return {ErrorCode::conflict, std::move(detail)}; }

Error Error::changed_meanwhile() {
    return {ErrorCode::changed_meanwhile, "This has been changed since you opened it. Load it again, then save."};
}

Error Error::invalid(FieldErrors fields) {
    return {ErrorCode::invalid_fields, "Some fields are invalid.", std::move(fields)};
}

Error Error::invalid(std::string field, std::string message) {
    return invalid(FieldErrors{{std::move(field), std::move(message)}});
}

Error Error::too_many_attempts(std::chrono::seconds retry_after, std::string detail) {
    if (detail.empty()) detail = "Too many failed attempts. Wait, then try again.";
    Error error(ErrorCode::too_many_attempts, std::move(detail));
    error.retry_after_ = retry_after;
    return error;
}

Error Error::phone_taken(std::string detail, std::string contact_id) {
    Error error(ErrorCode::phone_taken, detail, {{"phone", detail}});
    error.contact_id_ = std::move(contact_id);
    return error;
}

Error Error::overloaded(std::chrono::seconds retry_after) {
    Error error(ErrorCode::overloaded, "The server is busy. Try again shortly.");
    error.retry_after_ = retry_after;
    return error;
}

Error Error::unavailable(std::string detail) {
    Error error(ErrorCode::unavailable, std::move(detail));
    error.retry_after_ = unavailable_retry_after;
    return error;
}

}  // namespace rollcall
