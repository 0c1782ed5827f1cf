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

void find_cookies(std::string_view header, std::string_view name, std::vector<std::string_view>& values) {
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        const auto pair = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));

        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        if (trim_blanks(pair.substr(0, equals)) == name) values.push_back(trim_blanks(pair.substr(equals + 1)));
    }
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

std::vector<std::string_view> Request::cookies(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [header_name, value] : headers) {
        if (header_name == "cookie") find_cookies(value, name, values);
    }
    return values;
}

const std::string& Request::path_parameter(std::string_view name) const {
    const auto found = std::ranges::find(path_parameters, name, &Pairs::value_type::first);
    if (found == path_parameters.end()) {
        throw std::logic_error("The route has no path parameter {" + std::string(name) + "}.");
    }
    return found->second;
}

}  // namespace rollcall::http
