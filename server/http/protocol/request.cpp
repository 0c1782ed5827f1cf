#include "http/protocol/request.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "http/protocol/ascii.hpp"

namespace rollcall::http {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 6> method_names{{
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::del, "DELETE"},
}};

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        const auto pair = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));

        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        if (trim_blanks(pair.substr(0, equals)) == name) return trim_blanks(pair.substr(equals + 1));
    }
    return std::nullopt;
}

}  // namespace

std::string_view method_name(Method method) {
    const auto found = std::ranges::find(method_names, method, &std::pair<Method, std::string_view>::first);
    return found->second;
}

std::optional<Method> parse_method(std::string_view text) {
    const auto found = std::ranges::find(method_names, text, &std::pair<Method, std::string_view>::second);
    if (found == method_names.end()) return std::nullopt;
    return found->first;
}

bool is_write(Method method) { return method != Method::get && method != Method::head; }

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &Pairs::value_type::first);
    if (found == headers.end()) return std::nullopt;
    return found->second;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (const auto& [header_name, value] : headers) {
        if (header_name != "cookie") continue;
        if (const auto found = find_cookie(value, name)) return found;
    }
    return std::nullopt;
}

const std::string& Request::path_parameter(std::string_view name) const {
    const auto found = std::ranges::find(path_parameters, name, &Pairs::value_type::first);
    if (found == path_parameters.end()) {
        throw std::logic_error("The route has no path parameter {" + std::string(name) + "}.");
    }
    return found->second;
}

}  // namespace rollcall::http
