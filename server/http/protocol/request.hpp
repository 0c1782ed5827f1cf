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

std::string_view to_text(Method method);
std::optional<Method> method_from_text(std::string_view text);

/// Whether the method may change something: all but GET and HEAD (RFC 9110, section 9.2.1).
bool is_write(Method method);

/// One complete request, framing checked, path and query decoded.
class Request {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    Method method = Method::get;
    std::string path;  ///< percent-decoded, begins with '/', no dot segments
    Pairs query;       ///< decoded ('+' is a space), in their order
    Pairs headers;     ///< names in lower case
    std::string body;
    /// The body instead, where it is large and its route keeps it in a file (BodyKept).
    std::shared_ptr<TemporaryFile> spooled_body;
    std::string peer_address;    ///< the other end of the connection
    std::string client_address;  ///< the same, or what a trusted proxy says (X-Forwarded-For)
    std::string id;              ///< in the log and in the answer's X-Request-Id
    Pairs path_parameters;       ///< set by the router: {"id", "..."}

    /// The first header of that lower-case name.
    std::optional<std::string_view> header(std::string_view name) const;
    std::optional<std::string_view> cookie(std::string_view name) const;
    /// The value of `{name}` in the route's path; the route has it, or this throws std::logic_error.
    const std::string& path_parameter(std::string_view name) const;
};

}  // namespace rollcall::http
