#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::http {

using Handler = std::function<Response(const Request&)>;

/// Where a handler runs.
enum class Runs {
    inline_,  ///< on the connection's thread: for what never waits
    on_pool,  ///< on a thread that may wait for the database or a password hash
};

/// Bytes that a route takes where it says nothing else.
inline constexpr std::size_t default_body_limit = 256 * 1024;

/// Where a body is kept until its request is answered.
enum class BodyKept {
    in_memory,
    in_file_where_large,  ///< in memory up to `default_body_limit`
};

struct Route {
    Method method;
    std::string path;  ///< "/api/v1/members/{id}": a segment in braces matches any one segment that is not empty
    Handler handler;
    Runs runs = Runs::on_pool;
    std::size_t body_limit = default_body_limit;  ///< bytes; more is answered 413 without being read
    /// Asked with the header alone, on the pool, before a body is read that may be larger than `default_body_limit`: an
    /// answer of 400 and above is the answer. For routes that take much, so that nobody fills memory or disk who may
    /// not even call them. Absent: every body is read.
    Handler admit = nullptr;
    BodyKept body_kept = BodyKept::in_memory;
};

/// Finds the route of a request. HEAD finds the route of GET. Where two paths match, the one whose text is more
/// exact wins: "/members/invited" before "/members/{id}".
class Router {
public:
    struct NotFound {};
    struct MethodNotAllowed {
        std::string allow;  ///< for the Allow header: "GET, HEAD, POST"
    };
    struct Match {
        const Route* route;  ///< valid until the next `add`
        Request::Pairs path_parameters;
    };
    using Result = std::variant<NotFound, MethodNotAllowed, Match>;

    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// Throws std::logic_error when two routes are the same.
    void add(Route route);
    /// Answers what no route has (the static page).
    void set_fallback(Handler handler);

    /// `path` is percent-encoded, as it came: each segment is decoded by itself, so that %2F does not separate.
    /// A method that is not ours (OPTIONS, TRACE, ...) is nullopt; it learns what a path allows.
    Result find(std::optional<Method> method, std::string_view path) const;
    const Handler& fallback() const { return fallback_; }
    const std::vector<Route>& routes() const { return routes_; }

private:
    struct Segment;

    std::vector<Route> routes_;
    Handler fallback_;
    std::unique_ptr<Segment> root_;
};

}  // namespace rollcall::http
