#include "core/email.hpp"

#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

namespace rollcall {

namespace {

// RFC 5321, section 4.5.3.1, and RFC 1035, section 2.3.4.
constexpr std::size_t max_address_bytes = 254;
constexpr std::size_t max_local_part_bytes = 64;
constexpr std::size_t max_label_bytes = 63;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// RFC 5322, section 3.2.3.
bool is_atom_character(char c) {
    return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

template <class IsPart>
bool is_dotted(std::string_view text, IsPart is_part) {
    while (true) {
        const auto dot = text.find('.');
        if (!is_part(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_atom(std::string_view part) { return !part.empty() && std::ranges::all_of(part, is_atom_character); }

// RFC 1035, section 2.3.1, with digits allowed first (RFC 1123).
bool is_label(std::string_view part) {
    const auto is_label_character = [](char c) { return is_letter_or_digit(c) || c == '-'; };
    return !part.empty() && part.size() <= max_label_bytes && std::ranges::all_of(part, is_label_character) &&
           part.front() != '-' && part.back() != '-';
}

bool is_all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Before its letters are encoded, which makes it shorter.
constexpr std::size_t max_written_bytes = 4 * max_address_bytes;

icu::StringPiece to_piece(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

const icu::IDNA& domain_names() {
    static const std::unique_ptr<icu::IDNA> names = [] {
        UErrorCode status = U_ZERO_ERROR;
        constexpr auto options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                 UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE;
        std::unique_ptr<icu::IDNA> instance(icu::IDNA::createUTS46Instance(options, status));
        if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
        return instance;
    }();
    return *names;
}

std::vector<std::string_view> labels_of(std::string_view domain) {
    std::vector<std::string_view> labels;
    while (true) {
        const auto dot = domain.find('.');
        labels.push_back(domain.substr(0, dot));
        if (dot == std::string_view::npos) return labels;
        domain.remove_prefix(dot + 1);
    }
}

std::optional<std::string> find_ascii_label(std::string_view label) {
    std::string ascii;
    icu::StringByteSink<std::string> sink(&ascii);
    icu::IDNAInfo info;
    UErrorCode status = U_ZERO_ERROR;
    domain_names().labelToASCII_UTF8(to_piece(label), sink, info, status);
    if (U_FAILURE(status) || info.hasErrors() || !ascii.starts_with("xn--")) return std::nullopt;
    return ascii;
}

}  // namespace

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (text.size() > max_address_bytes || at == std::string_view::npos || at > max_local_part_bytes) return false;
    const auto domain = text.substr(at + 1);
    const auto last_dot = domain.rfind('.');
    return is_dotted(text.substr(0, at), is_atom) && is_dotted(domain, is_label) &&
           last_dot != std::string_view::npos && !is_all_digits(domain.substr(last_dot + 1));
}

std::string email_with_ascii_domain(std::string_view email) {
    const auto at = email.find('@');
    if (at == std::string_view::npos || is_ascii(email) || email.size() > max_written_bytes) return std::string(email);
    std::string result(email.substr(0, at + 1));
    const char* separator = "";
    for (const auto label : labels_of(email.substr(at + 1))) {
        const auto ascii = is_ascii(label) ? std::optional(std::string(label)) : find_ascii_label(label);
        if (!ascii) return std::string(email);
        result.append(separator).append(*ascii);
        separator = ".";
    }
    return result;
}

std::string email_with_unicode_domain(std::string_view email) {
    const auto at = email.find('@');
    if (at == std::string_view::npos || email.find("xn--", at) == std::string_view::npos) return std::string(email);
    std::string domain;
    icu::StringByteSink<std::string> sink(&domain);
    icu::IDNAInfo info;
    UErrorCode status = U_ZERO_ERROR;
    domain_names().nameToUnicodeUTF8(to_piece(email.substr(at + 1)), sink, info, status);
    if (U_FAILURE(status) || info.hasErrors()) return std::string(email);
    return std::string(email.substr(0, at + 1)) + domain;
}

std::string fold_email(std::string_view email) {
    auto folded = email_with_ascii_domain(email);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

}  // namespace rollcall
