#include "http/protocol/target.hpp"

#include <unicode/utf8.h>

#include <algorithm>

#include "core/error.hpp"
#include "http/protocol/limits.hpp"

namespace rollcall::http {

namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool is_utf8(const std::string& text) {
    const auto length = static_cast<std::int32_t>(text.size());
    std::int32_t at = 0;
    while (at < length) {
        UChar32 character = 0;
        U8_NEXT(text.data(), at, length, character);
        if (character < 0) return false;
    }
    return true;
}

std::string decode(std::string_view text) {
    auto result = decode_percent(text);
    if (!result) throw Error::malformed("The address holds a '%' that is not followed by two hex digits.");
    if (result->find('\0') != std::string::npos) throw Error::malformed("The address holds a NUL byte.");
    if (!is_utf8(*result)) throw Error::malformed("The address is not UTF-8.");
    return std::move(*result);
}

std::string decode_query_part(std::string_view text) {
    if (text.find('+') == std::string_view::npos) return decode(text);
    std::string spaced(text);
    std::ranges::replace(spaced, '+', ' ');
    return decode(spaced);
}

bool is_control(char character) { return static_cast<unsigned char>(character) < 0x20 || character == 0x7f; }

bool has_dot_segment(std::string_view path) {
    while (!path.empty()) {
        path.remove_prefix(1);  // the '/' before the segment
        const auto segment = path.substr(0, path.find('/'));
        if (segment == "." || segment == "..") return true;
        path.remove_prefix(segment.size());
    }
    return false;
}

Request::Pairs parse_query(std::string_view query) {
    Request::Pairs pairs;
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.empty()) continue;

        const auto equals = std::min(pair.find('='), pair.size());
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        if (pairs.size() == max_query_parameters) throw Error::malformed("The query has too many parameters.");
        pairs.emplace_back(decode_query_part(pair.substr(0, equals)), decode_query_part(value));
    }
    return pairs;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            result += text[at];
            continue;
        }
        if (text.size() - at < 3) return std::nullopt;
        const int high = hex_value(text[at + 1]);
        const int low = hex_value(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        result += static_cast<char>(high << 4 | low);
        at += 2;
    }
    return result;
}

Target parse_target(std::string_view target) {
    if (target.empty() || target.front() != '/') throw Error::malformed("The request's target is not a path.");

    Target result;
    result.raw_path = target.substr(0, target.find('?'));
    result.path = decode(result.raw_path);
    if (std::ranges::any_of(result.path, is_control)) {
        throw Error::malformed("The path holds a control character.");
    }
    if (has_dot_segment(result.path)) throw Error::malformed("The path holds a '.' or '..' segment.");
    if (result.raw_path.size() < target.size()) result.query = parse_query(target.substr(result.raw_path.size() + 1));
    return result;
}

}  // namespace rollcall::http
