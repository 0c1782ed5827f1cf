#include "core/email.hpp"

#include <algorithm>

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

}  // namespace

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (text.size() > max_address_bytes || at == std::string_view::npos || at > max_local_part_bytes) return false;
    const auto domain = text.substr(at + 1);
    const auto last_dot = domain.rfind('.');
    return is_dotted(text.substr(0, at), is_atom) && is_dotted(domain, is_label) &&
           last_dot != std::string_view::npos && !is_all_digits(domain.substr(last_dot + 1));
}

std::string fold_email(std::string_view email) {
    std::string folded(email);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
}

}  // namespace rollcall
