#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/context.hpp"
#include "api/list_request.hpp"
#include "core/etag.hpp"
#include "http/json/json_read.hpp"
#include "http/protocol/range.hpp"
#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

struct Services;

/// A request with the one who makes it.
class Request {
public:
    Request(const http::Request& request, std::optional<access::Caller> caller)
        : request_(request), caller_(std::move(caller)) {}

    /// Throws Error::not_signed_in for a stranger.
    const access::Caller& caller() const;
    const std::optional<access::Caller>& caller_if_any() const { return caller_; }

    /// What a rule works with. Throws Error::not_signed_in for a stranger.
    access::Context context(const Services& services) const;

    /// The body as JSON, read into a described struct. Throws Error::unsupported_media_type for anything that does
    /// not say it is JSON, Error::malformed for what is not, Error::invalid for fields that do not fit.
    template <class Body>
    Body body() const {
        require_json();
        return http::read_json<Body>(request_.body);
    }

    /// The body as it came, and the media type that it is said to have (in small letters, without parameters).
    std::string_view bytes() const { return request_.body; }
    /// The file that has the body instead, where it is large and the route keeps such in files; null otherwise.
    const TemporaryFile* spooled_body() const { return request_.body_file.get(); }
    std::string content_type() const;

    /// The `{id}` of the path.
    template <class SomeId>
    SomeId id() const {
        return SomeId(request_.path_parameter("id"));
    }

    /// The `{number}` of the path. Throws Error::not_found for what is no number.
    std::int64_t number() const;

    ListRequest list(const ListOptions& options) const { return read_list_request(request_.query, options); }
    ExpectedVersion expected_version() const;
    /// Whether the client says that it has what this entity tag names (If-None-Match).
    bool knows(std::string_view quoted_tag) const;

    /// Which part is asked for of a thing of so many bytes.
    http::AskedRange asked_range(std::uint64_t size, std::string_view quoted_tag) const {
        return http::asked_range(request_, size, quoted_tag);
    }
    /// A parameter of the query that is true or false; false where it is not there. Throws Error::invalid for others.
    bool flag(const std::string& name) const;

    /// The answer that this error would be, for a handler that has something to add to it.
    http::Response problem(const Error& error) const;

    /// The first header of that lower-case name.
    std::optional<std::string_view> header(std::string_view name) const { return request_.header(name); }
    const std::string& client_address() const { return request_.client_address; }
    /// What the browser calls itself: printable ASCII, at most 500 characters.
    std::string user_agent() const;

private:
    void require_json() const;

    const http::Request& request_;
    std::optional<access::Caller> caller_;
};

}  // namespace rollcall::api
