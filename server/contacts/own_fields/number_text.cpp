#include "contacts/own_fields/number_text.hpp"

#include <fmt/format.h>

namespace rollcall::contacts {

std::string without_thousands(const std::string& text) {
    const auto decimal = text.find_last_of(",.");
    if (decimal == text.npos) return text;
    const char separator = text[decimal] == ',' ? '.' : ',';
    if (text.find(separator) == text.npos || text.find(text[decimal]) != decimal) return text;
    std::string whole;
    std::string_view rest = std::string_view(text).substr(0, decimal);
    for (bool is_first = true;; is_first = false) {
        const auto group = rest.substr(0, rest.find(separator));
        if (is_first ? group.empty() : group.size() != 3) return text;
        whole += group;
        if (group.size() == rest.size()) return fmt::format("{}.{}", whole, text.substr(decimal + 1));
        rest.remove_prefix(group.size() + 1);
    }
}

bool may_have_thousands(std::string_view text) {
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    const auto point = text.find('.');
    if (point == text.npos || point == 0 || point > 3 || text.starts_with('0')) return false;
    return text.size() - point - 1 == 3;
}

}  // namespace rollcall::contacts
