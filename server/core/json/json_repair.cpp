#include "core/json/json_repair.hpp"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace rollcall {

namespace {

constexpr std::size_t escape_length = 6;  // of \uXXXX
constexpr std::size_t longest_character = 4;

bool is_special(char c) { return c == '\\' || static_cast<unsigned char>(c) >= 0x80; }

/// The code unit of a whole `\uXXXX`; nothing for other text.
std::optional<unsigned> code_unit_of(std::string_view escape) {
    if (escape.size() < escape_length || !escape.starts_with("\\u")) return std::nullopt;
    unsigned unit = 0;
    const auto* end = escape.data() + escape_length;
    const auto [rest, error] = std::from_chars(escape.data() + 2, end, unit, 16);
    return error == std::errc() && rest == end ? std::optional(unit) : std::nullopt;
}

/// Whether more text could make a `\uXXXX` of this.
bool may_become_code_unit(std::string_view text) {
    return text.size() < escape_length && (text.size() < 2 ? text.empty() || text[0] == '\\' : text.starts_with("\\u"));
}

}  // namespace

std::string_view JsonRepair::append(std::string_view chunk) {
    if (waiting_.empty() && std::ranges::none_of(chunk, is_special)) return chunk;
    const auto text = waiting_.append(chunk);
    repaired_.clear();
    waiting_ = text.substr(repair(text, false));
    return repaired_;
}

std::string_view JsonRepair::finish() {
    repaired_.clear();
    repair(waiting_, true);
    waiting_.clear();
    return repaired_;
}

std::size_t JsonRepair::repair(std::string_view text, bool is_last) {
    for (std::size_t at = 0; at < text.size();) {
        const auto next = static_cast<std::size_t>(
            std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_special) - text.begin());
        repaired_ += text.substr(at, next - at);
        if (next == text.size()) break;
        at = text[next] == '\\' ? repair_escape(text, next, is_last) : repair_bytes(text, next, is_last);
        if (at == next) return next;
    }
    return text.size();
}

std::size_t JsonRepair::repair_escape(std::string_view text, std::size_t at, bool is_last) {
    const auto rest = text.substr(at);
    if (!is_last && may_become_code_unit(rest)) return at;
    const auto unit = code_unit_of(rest);
    if (!unit || !U16_IS_SURROGATE(*unit)) {
        // An escaped backslash begins no other escape.
        const std::size_t length = unit ? escape_length : rest.starts_with("\\\\") ? 2 : 1;
        repaired_ += rest.substr(0, length);
        return at + length;
    }
    const auto following = rest.substr(escape_length);
    if (U16_IS_LEAD(*unit)) {
        if (!is_last && may_become_code_unit(following)) return at;
        const auto second = code_unit_of(following);
        if (second && U16_IS_TRAIL(*second)) {
            repaired_ += rest.substr(0, 2 * escape_length);
            return at + 2 * escape_length;
        }
    }
    repaired_ += "\\ufffd";
    return at + escape_length;
}

std::size_t JsonRepair::repair_bytes(std::string_view text, std::size_t at, bool is_last) {
    const auto rest = text.substr(at, longest_character);
    const auto size = static_cast<std::int32_t>(rest.size());
    std::int32_t length = 0;
    UChar32 code_point = 0;
    U8_NEXT(rest.data(), length, size, code_point);
    if (code_point >= 0) {
        repaired_ += rest.substr(0, static_cast<std::size_t>(length));
    } else {
        const bool is_cut = length == size && rest.size() < longest_character;
        if (is_cut && !is_last) return at;
        repaired_ += "\xEF\xBF\xBD";
        has_invalid_bytes_ = true;
    }
    return at + static_cast<std::size_t>(length);
}

std::string repair_json(std::string_view text) {
    JsonRepair repair;
    std::string result(repair.append(text));
    result += repair.finish();
    return result;
}

}  // namespace rollcall
