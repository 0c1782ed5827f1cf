#include "http/protocol/request.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

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

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::string_view> cookie_in(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        const auto pair = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));

        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        if (trimmed(pair.substr(0, equals)) == name) return trimmed(pair.substr(equals + 1));
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_text(Method method) {
    const auto found = std::ranges::find(method_names, method, &std::pair<Method, std::string_view>::first);
    return found->second;
}

std::optional<Method> method_from_text(std::string_view text) {
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
        if (const auto found = cookie_in(value, name)) return found;
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
