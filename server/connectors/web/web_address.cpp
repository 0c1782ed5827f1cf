#include "connectors/web/web_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <unicode/idna.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "core/ascii_case.hpp"

namespace rollcall::connectors {

namespace {

// The characters that each part encodes, beside controls, DEL and everything that is not ASCII.
constexpr std::string_view encoded_in_query = " \"#<>'";
constexpr std::string_view encoded_in_path = " \"#<>?^`{}";
constexpr std::string_view encoded_in_user = " \"#<>?^`{}/:;=@[\\]|";
constexpr std::string_view forbidden_in_host = " #/:<>?@[\\]^|%";

bool is_slash(char c) { return c == '/' || c == '\\'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::string encode(std::string_view text, std::string_view encoded) {
    std::string result;
    for (const auto c : text) {
        if (!is_ascii(c) || is_control(c) || encoded.find(c) != std::string_view::npos) {
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            result += c;
        }
    }
    return result;
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const auto lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decode(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_escape =
            text[at] == '%' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0;
        if (!is_escape) {
            result += text[at];
            continue;
        }
        result += static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
        at += 2;
    }
    return result;
}

// Without white space and controls at both ends, and without tabs and line ends.
std::string clean(std::string_view text) {
    const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    std::string result(text);
    std::erase_if(result, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
    return result;
}

/// The text up to the first of these characters, which is removed from `rest` with it.
std::string_view take_until(std::string_view& rest, std::string_view ends) {
    const auto end = std::min(rest.find_first_of(ends), rest.size());
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end);
    return taken;
}

std::optional<std::string> take_scheme(std::string_view& rest) {
    const auto colon = rest.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_letter(rest[0])) return std::nullopt;
    const auto name = rest.substr(0, colon);
    const bool is_scheme = std::ranges::all_of(
        name, [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; });
    if (!is_scheme) return std::nullopt;
    rest.remove_prefix(colon + 1);
    return lower_ascii(name);
}

/// International names in their xn-- form; nothing for what can be none.
std::optional<std::string> domain_to_ascii(const std::string& name) {
    // Browsers do not check lengths and hyphens.
    constexpr std::uint32_t ignored = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                      UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                      UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, status));
    if (U_FAILURE(status)) return std::nullopt;
    std::string ascii;
    icu::StringByteSink<std::string> sink(&ascii);
    icu::IDNAInfo info;
    idna->nameToASCII_UTF8({name.data(), static_cast<std::int32_t>(name.size())}, sink, info, status);
    if (U_FAILURE(status) || (info.getErrors() & ~ignored) != 0) return std::nullopt;
    return ascii;
}

std::optional<std::string> parse_ipv6(std::string_view text) {
    in6_addr address{};
    const std::string digits(text.substr(1, text.size() - 2));
    if (text.back() != ']' || inet_pton(AF_INET6, digits.c_str(), &address) != 1) return std::nullopt;
    return lower_ascii(text);
}

std::optional<std::string> parse_host(std::string_view text) {
    if (text.empty()) return std::nullopt;
    if (text.front() == '[') return parse_ipv6(text);
    auto host = decode(text);
    const bool is_plain = std::ranges::all_of(host, is_ascii);
    const auto ascii = is_plain ? std::optional(lower_ascii(host)) : domain_to_ascii(host);
    const auto is_forbidden = [](char c) {
        return !is_ascii(c) || is_control(c) || forbidden_in_host.find(c) != std::string_view::npos;
    };
    if (!ascii || ascii->empty() || std::ranges::any_of(*ascii, is_forbidden)) return std::nullopt;
    return ascii;
}

/// False for what is no port.
bool parse_port(std::string_view text, WebAddress& address) {
    address.port.reset();
    if (text.empty()) return true;
    std::uint16_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end) return false;
    if (number != address.port_number()) address.port = number;
    return true;
}

std::string encode_user(std::string_view text) {
    const auto colon = text.find(':');
    auto user = encode(text.substr(0, colon), encoded_in_user);
    const auto password = colon == std::string_view::npos ? "" : encode(text.substr(colon + 1), encoded_in_user);
    return password.empty() ? user : user + ":" + password;
}

bool parse_authority(std::string_view text, WebAddress& address) {
    const auto at = text.rfind('@');
    if (at != std::string_view::npos) {
        address.user = encode_user(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    const auto bracket = text.rfind(']');
    const auto colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    auto host = parse_host(text.substr(0, colon));
    if (!host) return false;
    address.host = std::move(*host);
    return parse_port(colon == std::string_view::npos ? "" : text.substr(colon + 1), address);
}

bool is_single_dot(const std::string& lower) { return lower == "." || lower == "%2e"; }
bool is_double_dot(const std::string& lower) {
    constexpr std::array<std::string_view, 4> forms{"..", ".%2e", "%2e.", "%2e%2e"};
    return std::ranges::find(forms, lower) != forms.end();
}

/// Encodes a path and resolves its dots.
std::string encode_path(std::string_view text) {
    std::vector<std::string> segments;
    for (;;) {
        const auto segment = take_until(text, "/\\");
        const bool is_last = text.empty();
        const auto lower = lower_ascii(segment);
        if (is_double_dot(lower)) {
            if (!segments.empty()) segments.pop_back();
            if (is_last) segments.emplace_back();
        } else if (is_single_dot(lower)) {
            if (is_last) segments.emplace_back();
        } else {
            segments.push_back(encode(segment, encoded_in_path));
        }
        if (is_last) break;
        text.remove_prefix(1);
    }
    std::string path;
    for (const auto& segment : segments) path += "/" + segment;
    return path;
}

// `rest` may be relative to the path of `address`.
void parse_path_and_query(std::string_view rest, WebAddress& address) {
    const auto path = take_until(rest, "?#");
    if (!path.empty()) {
        const auto folder = address.path.substr(0, address.path.rfind('/') + 1);
        const auto whole = is_slash(path.front()) ? std::string(path) : folder + std::string(path);
        address.path = encode_path(std::string_view(whole).substr(1));
        address.query.clear();
    }
    if (!rest.starts_with('?')) return;
    rest.remove_prefix(1);
    address.query = "?" + encode(take_until(rest, "#"), encoded_in_query);
}

std::optional<WebAddress> parse_absolute(const std::string& scheme, std::string_view rest) {
    WebAddress address{.scheme = scheme, .user = {}, .host = {}, .port = {}, .path = {}, .query = {}};
    if (!address.is_web()) return address;
    while (!rest.empty() && is_slash(rest.front())) rest.remove_prefix(1);
    address.path = "/";
    if (!parse_authority(take_until(rest, "/\\?#"), address)) return std::nullopt;
    parse_path_and_query(rest, address);
    return address;
}

std::optional<WebAddress> parse(std::string_view text, const WebAddress* base) {
    const auto cleaned = clean(text);
    std::string_view rest(cleaned);
    const auto scheme = take_scheme(rest);
    const bool has_authority = rest.size() >= 2 && is_slash(rest[0]) && is_slash(rest[1]);
    const bool is_relative = base && (!scheme || *scheme == base->scheme) && !has_authority;
    if (is_relative) {
        auto address = *base;
        parse_path_and_query(rest, address);
        return address;
    }
    if (scheme) return parse_absolute(*scheme, rest);
    return base ? parse_absolute(base->scheme, rest) : std::nullopt;
}

}  // namespace

std::string WebAddress::text() const {
    if (!is_web()) return scheme + ":";
    return fmt::format("{}://{}{}{}{}{}{}", scheme, user, user.empty() ? "" : "@", host,
                       port ? fmt::format(":{}", *port) : "", path, query);
}

std::optional<WebAddress> parse_web_address(std::string_view text) { return parse(text, nullptr); }

std::optional<WebAddress> parse_web_address(std::string_view text, const WebAddress& base) {
    return parse(text, &base);
}

}  // namespace rollcall::connectors
