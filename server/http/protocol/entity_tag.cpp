#include "http/protocol/entity_tag.hpp"

namespace rollcall::http {

std::string join_header_values(const Request& request, std::string_view name) {
    std::string list;
    for (const auto& [header, value] : request.headers) {
        if (header != name) continue;
        if (!list.empty()) list += ", ";
        list += value;
    }
    return list;
}

// Our tags contain no comma and no quote, so it is enough to search for the quoted tag; a `W/` before it is ignored.
bool matches_if_none_match(const Request& request, std::string_view quoted_tag) {
    const auto list = join_header_values(request, "if-none-match");
    return list == "*" || list.find(quoted_tag) != std::string::npos;
}

}  // namespace rollcall::http
