#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/context.hpp"
#include "api/list_request.hpp"
#include "api/secret_cookie.hpp"
#include "core/etag.hpp"
#include "core/json/json_repair.hpp"
#include "http/json/json_read.hpp"
#include "http/protocol/range.hpp"
#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

struct Services;

/// A request and its caller.
class Request {
public:
    /// `cursor_key` signs the cursors of all lists; `session_cookie` is the name of the cookie by which the caller was
    /// found.
    Request(const http::Request& request, std::optional<access::Caller> caller, const database::CursorKey& cursor_key,
            std::string_view session_cookie = {})
        : request_(request), caller_(std::move(caller)), cursor_key_(cursor_key), session_cookie_(session_cookie) {}

    /// Throws Error::not_signed_in when nobody is signed in.
    const access::Caller& caller() const;
    const std::optional<access::Caller>& find_caller() const { return caller_; }

    /// The context of a rule. Throws Error::not_signed_in when nobody is signed in.
    access::Context context(const Services& services) const;

    /// The body as JSON, read into a described struct. Throws Error::unsupported_media_type for another Content-Type,
    /// Error::malformed for invalid JSON, Error::invalid for invalid fields.
    template <class Body>
    Body body() const {
        require_json();
        return http::read_json<Body>(request_.body);
    }

    /// The same after `repair_json`, where a request must not be lost for one broken character.
    template <class Body>
    Body repaired_body() const {
        require_json();
        return http::read_json<Body>(repair_json(request_.body));
    }

    /// The body unparsed.
    std::string_view bytes() const { return request_.body; }
    /// The file that contains the body instead, if it is large and the route stores such bodies in files; null
    /// otherwise.
    const TemporaryFile* body_file() const { return request_.body_file.get(); }
    /// The media type of the body, in lower case, without parameters.
    std::string content_type() const;

    /// The `{id}` of the path.
    template <class SomeId>
    SomeId id(std::string_view name = "id") const {
        return SomeId(request_.path_parameter(name));
    }

    /// The `{number}` of the path. Throws Error::not_found for a text that is not a number.
    std::int64_t number() const;

    ListRequest list(const ListOptions& options) const {
        return read_list_request(request_.query, options, cursor_key_.for_list(request_.path));
    }
    ExpectedVersion expected_version() const;
    /// Whether the client already has the version with this entity tag (If-None-Match).
    bool is_not_modified(std::string_view quoted_tag) const;

    /// The requested part of a resource of `size` bytes.
    http::RequestedRange range(std::uint64_t size, std::string_view quoted_tag) const {
        return http::parse_range(request_, size, quoted_tag);
    }
    /// A query parameter that is true or false; false when it is absent. Throws Error::invalid for other values.
    bool flag(const std::string& name) const;

    /// The problem details of an error, for a handler that adds a header to them.
    http::Response problem(const Error& error) const;

    /// The first header of that lower-case name.
    std::optional<std::string_view> header(std::string_view name) const { return request_.header(name); }
    const std::string& client_address() const { return request_.client_address; }
    /// The name of the cookie by which the caller was found; empty where there is no caller, or an API token.
    std::string_view session_cookie() const { return session_cookie_; }
    std::vector<SecretCookie::Sent> session_cookies(const Services& services) const;
    std::vector<SecretCookie::Sent> device_cookies(const Services& services) const;
    /// The proxy that forwarded the request without being trusted (http::Request::is_forwarded_by_untrusted_peer).
    std::optional<std::string> untrusted_proxy() const;
    /// The User-Agent: printable ASCII, at most max_user_agent_characters.
    std::string user_agent() const;

private:
    void require_json() const;

    const http::Request& request_;
    std::optional<access::Caller> caller_;
    const database::CursorKey& cursor_key_;
    std::string_view session_cookie_;
};

}  // namespace rollcall::api
