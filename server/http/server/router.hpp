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
#include "http/server/limits.hpp"
#include "http/server/request_memory.hpp"

namespace rollcall::http {

using Handler = std::function<Response(const Request&)>;

/// The thread on which a handler runs.
enum class RunOn {
    network_thread,  ///< for handlers that never wait
    pool,            ///< a thread that may wait for the database or a password hash
};

/// Where a body is stored until its request has ended.
enum class BodyStorage {
    memory,
    file_when_large,  ///< in memory up to `default_body_limit`
};

struct Route {
    Method method;
    std::string path;  ///< "/api/v1/members/{id}": a segment in braces matches any segment that is not empty
    Handler handler;
    RunOn runs = RunOn::pool;
    std::size_t body_limit = default_body_limit;  ///< bytes; a larger body is refused with 413 and not read
    /// Called with the header alone, before a body is read that has not arrived with it: a status of 400 and above is
    /// sent as the response. So only clients that may call the route can fill memory or disk. Null: every body is read.
    Handler before_body = nullptr;
    RunOn before_body_runs = RunOn::pool;
    BodyStorage body_storage = BodyStorage::memory;
    RequestSender sender = RequestSender::admitted;
    bool ignores_query = false;  ///< it is neither decoded nor checked
};

/// Finds the route of a request. HEAD finds the route of GET. When two paths match, the one that is more
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
    /// Handles requests for which there is no route (the web page).
    void set_fallback(Handler handler);

    /// `path` is percent-encoded: each segment is decoded by itself, so that %2F does not separate. A method that is
    /// not supported (OPTIONS, TRACE, ...) is nullopt.
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
