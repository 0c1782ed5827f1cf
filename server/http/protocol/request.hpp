#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/temporary_file.hpp"

namespace rollcall::http {

enum class Method { get, head, post, put, patch, del };

std::string_view method_name(Method method);
std::optional<Method> parse_method(std::string_view text);

/// Whether the method may change something: all but GET and HEAD (RFC 9110, section 9.2.1).
bool is_write(Method method);

/// One complete request; its framing is checked, its path and query are decoded.
class Request {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    Method method = Method::get;
    std::string path;  ///< percent-decoded, begins with '/', no dot segments
    Pairs query;       ///< decoded ('+' is a space), in order
    Pairs headers;     ///< names in lower case
    std::string body;
    /// Contains the body instead, if it is large and its route stores such bodies in a file (BodyStorage).
    std::shared_ptr<TemporaryFile> body_file;
    std::string peer_address;    ///< of the other end of the connection
    std::string client_address;  ///< the same, or the one that a trusted proxy names (X-Forwarded-For)
    /// X-Forwarded-For came from a peer that is no trusted proxy: `client_address` is that of the peer.
    bool is_forwarded_by_untrusted_peer = false;
    std::string id;         ///< in the log and in X-Request-Id of the response
    Pairs path_parameters;  ///< set by the router: {"id", "..."}

    /// The first header of that lower-case name.
    std::optional<std::string_view> header(std::string_view name) const;
    /// The values of all cookies of that name, in their order: a browser sends one for each path and domain that it has
    /// been given one for.
    std::vector<std::string_view> cookies(std::string_view name) const;
    /// The value of `{name}` in the route's path. Throws std::logic_error when the route does not have it.
    const std::string& path_parameter(std::string_view name) const;
};

}  // namespace rollcall::http
