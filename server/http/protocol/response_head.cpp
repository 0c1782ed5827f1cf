#include "http/protocol/response_head.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rollcall::http {

namespace {

constexpr std::array<std::pair<int, std::string_view>, 25> reasons{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

std::string_view get_reason(int status) {
    const auto found = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
    return found == reasons.end() ? std::string_view() : found->second;
}

/// Headers that a response has unless its handler sets them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> default_headers{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Content-Type-Options", "nosniff"},
}};

bool has_line_break(std::string_view text) {
    return text.find('\r') != std::string_view::npos || text.find('\n') != std::string_view::npos ||
           text.find('\0') != std::string_view::npos;
}

}  // namespace

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

bool has_valid_headers(const Response& response) {
    return std::ranges::none_of(response.headers, [](const auto& header) {
        const auto& [name, value] = header;
        return name.empty() || name.find_first_of(": ") != std::string::npos || has_line_break(name) ||
               has_line_break(value);
    });
}

std::string_view ResponseHead::date() {
    const auto now = std::time(nullptr);
    if (now != date_second_) {
        date_second_ = now;
        std::tm parts{};
        gmtime_r(&now, &parts);
        char text[32];
        date_.assign(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts));
    }
    return date_;
}

std::string ResponseHead::write(const Response& response, std::string_view request_id, AfterResponse after,
                                BodyEnd end) {
    std::string head;
    head.reserve(640);
    const auto add = [&](std::string_view name, std::string_view value) {
        head.append(name).append(": ").append(value).append("\r\n");
    };

    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(get_reason(response.status)).append("\r\n");
    add("Date", date());
    if (end == BodyEnd::by_chunks) {
        add("Transfer-Encoding", "chunked");
    } else if (end == BodyEnd::by_length && may_have_body(response.status)) {
        add("Content-Length", std::to_string(response.length.value_or(response.whole_body().size())));
    }
    add("X-Request-Id", request_id);
    for (const auto& [name, value] : response.headers) add(name, value);
    for (const auto& [name, value] : default_headers) {
        if (response.header(name).empty()) add(name, value);
    }
    if (scheme_ == Scheme::https) add("Strict-Transport-Security", "max-age=31536000");
    if (after == AfterResponse::close) add("Connection", "close");
    head.append("\r\n");
    return head;
}

}  // namespace rollcall::http
