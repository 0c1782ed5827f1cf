#include "http/server/router.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "http/protocol/target.hpp"

namespace rollcall::http {

/// The routes as a tree of the segments of their paths. Routes are named by index, since the vector of routes grows.
struct Router::Segment {
    std::map<std::string, std::unique_ptr<Segment>, std::less<>> exact;
    std::unique_ptr<Segment> any;
    std::map<Method, std::size_t> routes;

    /// The end of the path, or null. `any_segments` are the segments in place of a name in braces.
    const Segment* follow(const std::vector<std::string>& path, std::size_t at,
                          std::vector<std::string_view>& any_segments) const {
        if (at == path.size()) return routes.empty() ? nullptr : this;
        if (const auto next = exact.find(path[at]); next != exact.end()) {
            if (const auto* end = next->second->follow(path, at + 1, any_segments)) return end;
        }
        if (!any || path[at].empty()) return nullptr;

        any_segments.push_back(path[at]);
        const auto* end = any->follow(path, at + 1, any_segments);
        if (!end) any_segments.pop_back();
        return end;
    }

    std::string list_methods() const {
        constexpr std::array order{Method::get, Method::post, Method::put, Method::patch, Method::del};
        std::string text;
        for (const auto method : order) {
            if (!routes.contains(method)) continue;
            if (!text.empty()) text += ", ";
            text += method == Method::get ? "GET, HEAD" : method_name(method);
        }
        return text;
    }
};

namespace {

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the '/' before the segment
        segments.push_back(path.substr(0, path.find('/')));
        path.remove_prefix(segments.back().size());
    }
    return segments;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

Router::Router() : root_(std::make_unique<Segment>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
    if (route.path.empty() || route.path.front() != '/')
        throw std::logic_error(route.path + " does not begin with '/'.");

    auto* end = root_.get();
    for (const auto segment : split(route.path)) {
        auto& next = is_parameter(segment) ? end->any : end->exact[std::string(segment)];
        if (!next) next = std::make_unique<Segment>();
        end = next.get();
    }
    if (!end->routes.emplace(route.method, routes_.size()).second) {
        throw std::logic_error("There are two routes " + std::string(method_name(route.method)) + " " + route.path +
                               ".");
    }
    routes_.push_back(std::move(route));
}

void Router::set_fallback(Handler handler) { fallback_ = std::move(handler); }

Router::Result Router::find(std::optional<Method> method, std::string_view path) const {
    if (path.empty() || path.front() != '/') return NotFound{};

    std::vector<std::string> segments;
    for (const auto encoded : split(path)) {
        auto segment = decode_percent(encoded);
        if (!segment) return NotFound{};
        segments.push_back(std::move(*segment));
    }

    std::vector<std::string_view> any_segments;
    const auto* end = root_->follow(segments, 0, any_segments);
    if (!end) return NotFound{};
    if (!method) return MethodNotAllowed{end->list_methods()};

    const auto found = end->routes.find(*method == Method::head ? Method::get : *method);
    if (found == end->routes.end()) return MethodNotAllowed{end->list_methods()};

    Match match{&routes_[found->second], {}};
    auto value = any_segments.begin();
    for (const auto segment : split(match.route->path)) {
        if (!is_parameter(segment)) continue;
        match.path_parameters.emplace_back(segment.substr(1, segment.size() - 2), *value++);
    }
    return match;
}

}  // namespace rollcall::http
