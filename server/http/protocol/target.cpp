#include "http/protocol/target.hpp"

#include <algorithm>

#include "core/encoding/utf8.hpp"
#include "core/error.hpp"
#include "http/protocol/ascii.hpp"
#include "http/protocol/limits.hpp"

namespace rollcall::http {

namespace {

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

}  // namespace

std::optional<AbsoluteTarget> split_absolute_target(std::string_view target) {
    const auto colon = target.find(':');
    const auto scheme = target.substr(0, colon);
    if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) return std::nullopt;
    target.remove_prefix(scheme.size());
    if (!target.starts_with("://")) return std::nullopt;

    target.remove_prefix(3);
    const auto authority = target.substr(0, target.find_first_of("/?"));
    return AbsoluteTarget{authority, target.substr(authority.size())};
}

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
    Target result;
    if (const auto absolute = split_absolute_target(target)) {
        result.authority = absolute->authority;
        target = absolute->rest;
    } else if (!target.starts_with('/')) {
        throw Error::malformed("The request's target is not a path.");
    }

    const auto question_mark = std::min(target.find('?'), target.size());
    result.raw_path = question_mark == 0 ? "/" : target.substr(0, question_mark);
    result.raw_query = target.substr(std::min(question_mark + 1, target.size()));
    result.path = decode(result.raw_path);
    if (std::ranges::any_of(result.path, is_control)) {
        throw Error::malformed("The path holds a control character.");
    }
    if (has_dot_segment(result.path)) throw Error::malformed("The path holds a '.' or '..' segment.");
    return result;
}

Request::Pairs parse_query(std::string_view raw_query) {
    Request::Pairs pairs;
    while (!raw_query.empty()) {
        const auto pair = raw_query.substr(0, raw_query.find('&'));
        raw_query.remove_prefix(std::min(pair.size() + 1, raw_query.size()));
        if (pair.empty()) continue;

        const auto equals = std::min(pair.find('='), pair.size());
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        if (pairs.size() == max_query_parameters) throw Error::malformed("The query has too many parameters.");
        pairs.emplace_back(decode_query_part(pair.substr(0, equals)), decode_query_part(value));
    }
    return pairs;
}

}  // namespace rollcall::http
