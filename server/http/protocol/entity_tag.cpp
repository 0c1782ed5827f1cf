#include "http/protocol/entity_tag.hpp"

namespace rollcall::http {

std::string joined(const Request& request, std::string_view name) {
    std::string list;
    for (const auto& [header, value] : request.headers) {
        if (header != name) continue;
        if (!list.empty()) list += ", ";
        list += value;
    }
    return list;
}

// Our tags hold no comma and no quote, so that looking for the quoted tag is enough; a `W/` before it is passed over.
bool is_known(const Request& request, std::string_view quoted_tag) {
    const auto list = joined(request, "if-none-match");
    return list == "*" || list.find(quoted_tag) != std::string::npos;
}

}  // namespace rollcall::http
