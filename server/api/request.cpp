#include "api/request.hpp"

#include <algorithm>
#include <charconv>

#include "api/limits.hpp"
#include "api/services.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "http/protocol/ascii.hpp"
#include "http/protocol/entity_tag.hpp"
#include "http/server/problem.hpp"

namespace rollcall::api {

namespace {

// "application/json; charset=utf-8" names application/json (RFC 9110, section 8.3.1).
std::string parse_media_type(std::string_view content_type) {
    return http::to_lower(trim(content_type.substr(0, content_type.find(';'))));
}

}  // namespace

const access::Caller& Request::caller() const {
    if (!caller_) throw Error::not_signed_in();
    return *caller_;
}

access::Context Request::context(const Services& services) const {
    return {services.database, services.clock, caller()};
}

std::int64_t Request::number() const {
    const auto& text = request_.path_parameter("number");
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || rest != end) throw Error::not_found();
    return number;
}

bool Request::flag(const std::string& name) const {
    const auto found = std::ranges::find(request_.query, name, &http::Request::Pairs::value_type::first);
    if (found == request_.query.end() || found->second == "false") return false;
    if (found->second != "true") throw Error::invalid(name, "This must be true or false.");
    return true;
}

ExpectedVersion Request::expected_version() const {
    const auto header = request_.header("if-match");
    return header ? ExpectedVersion(std::string(*header)) : ExpectedVersion();
}

std::vector<SecretCookie::Sent> Request::session_cookies(const Services& services) const {
    return SessionCookie(services.https).find_all(request_);
}

std::vector<SecretCookie::Sent> Request::device_cookies(const Services& services) const {
    return DeviceCookie(services.https).find_all(request_);
}

std::optional<std::string> Request::untrusted_proxy() const {
    if (!request_.is_forwarded_by_untrusted_peer) return std::nullopt;
    return request_.peer_address;
}

std::string Request::user_agent() const {
    std::string text(request_.header("user-agent").value_or(""));
    text.resize(std::min(text.size(), max_user_agent_characters));
    std::erase_if(text, [](char c) { return c < 0x20 || c > 0x7e; });
    return text;
}

bool Request::is_not_modified(std::string_view quoted_tag) const {
    return http::matches_if_none_match(request_, quoted_tag);
}

std::string Request::content_type() const { return parse_media_type(request_.header("content-type").value_or("")); }

http::Response Request::problem(const Error& error) const { return http::make_problem_response(error, request_.id); }

void Request::require_json() const {
    if (content_type() != "application/json") {
        throw Error(ErrorCode::unsupported_media_type, "Send JSON, with the header Content-Type: application/json.");
    }
}

}  // namespace rollcall::api
