#include "http/protocol/response.hpp"

#include "http/protocol/ascii.hpp"

namespace rollcall::http {

Response Response::json(int status, std::string document) {
    return {status, {{"Content-Type", "application/json"}}, std::move(document)};
}

Response Response::no_content() { return {204, {}, {}}; }

Response Response::text(int status, std::string body) {
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(body)};
}

Response Response::stream(std::string content_type, NextChunk next_chunk) {
    return {200, {{"Content-Type", std::move(content_type)}}, {}, std::move(next_chunk)};
}

Response& Response::set(std::string name, std::string value) {
    const auto has_name = [&](const auto& header) { return equals_ignoring_case(header.first, name); };
    if (!equals_ignoring_case(name, "Set-Cookie")) std::erase_if(headers, has_name);
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [header_name, value] : headers) {
        if (equals_ignoring_case(header_name, name)) return value;
    }
    return {};
}

}  // namespace rollcall::http
