#include "identity/passwords/password_rules.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "accounts/account_store.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "identity/common_passwords/common_passwords.hpp"
#include "identity/identity_limits.hpp"

namespace rollcall::identity {

namespace {

constexpr std::string_view product_name = "Rollcall";

// What is left between digits and symbols is compared from these lengths on, in code points.
constexpr std::size_t shortest_core = 4;
constexpr std::size_t shortest_core_of_short_password = 6;
constexpr std::size_t short_password = 7;
// Shorter parts of names are in too many passwords.
constexpr std::size_t shortest_name_part = 3;

using CodePointTest = bool (*)(UChar32);

bool is_letter(UChar32 character) { return u_isalpha(character); }
bool is_letter_or_digit(UChar32 character) { return u_isalnum(character); }

// The parts of the text that consist of such characters.
std::vector<std::string_view> split_into(std::string_view text, CodePointTest belongs) {
    std::vector<std::string_view> parts;
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t begin = 0;
    for (std::int32_t position = 0; position < size;) {
        const auto before = position;
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(text.data(), position, size, character);
        if (belongs(character)) {
            if (position == size) parts.push_back(text.substr(static_cast<std::size_t>(begin)));
            continue;
        }
        if (before > begin) {
            parts.push_back(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(before - begin)));
        }
        begin = position;
    }
    return parts;
}

// From the first letter to the last.
std::string_view core_of(std::string_view text) {
    const auto words = split_into(text, is_letter);
    if (words.empty()) return {};
    return {words.front().data(), static_cast<std::size_t>(words.back().end() - words.front().begin())};
}

std::string without_symbols(std::string_view text) {
    std::string result;
    for (const auto part : split_into(text, is_letter_or_digit)) result += part;
    return result;
}

bool is_common(std::string_view folded) {
    if (is_common_password(folded)) return true;
    const auto core = core_of(folded);
    const bool is_short = count_code_points(folded) <= short_password;
    return core.size() < folded.size() &&
           count_code_points(core) >= (is_short ? shortest_core_of_short_password : shortest_core) &&
           is_common_password(core);
}

// Whether the password is the name, or a part of it, but for symbols, and for digits at both ends.
bool is_made_of(std::string_view folded, std::string_view name) {
    const auto folded_name = fold_case(name);
    std::vector<std::string> refused{without_symbols(folded_name), std::string(core_of(folded_name))};
    for (const auto part : split_into(folded_name, is_letter_or_digit)) refused.emplace_back(part);
    for (const auto& candidate : {without_symbols(folded), without_symbols(core_of(folded))}) {
        if (count_code_points(candidate) >= shortest_name_part && std::ranges::count(refused, candidate) > 0)
            return true;
    }
    return false;
}

}  // namespace

std::optional<std::string> password_problem(std::string_view password, const PasswordOwner& owner) {
    const auto length = count_code_points(compose(password));
    if (length < static_cast<std::size_t>(owner.minimum_length)) {
        return fmt::format("Use at least {} characters.", owner.minimum_length);
    }
    if (length > longest_password) return fmt::format("Use at most {} characters.", longest_password);

    const auto compared = fold_case(password);
    if (is_common(compared)) return "This is one of the most common passwords. Choose another one.";
    if (is_made_of(compared, owner.name) || is_made_of(compared, owner.email)) {
        return "This is the member's own name or email. Choose another password.";
    }
    if (is_made_of(compared, owner.account_name) || is_made_of(compared, product_name)) {
        return "This is the name of the account or of Rollcall. Choose another password.";
    }
    return std::nullopt;
}

std::optional<std::string> find_password_problem(database::Transaction& tx, std::string_view name,
                                                 std::string_view email, std::string_view password) {
    const auto account = accounts::get_account(tx);
    return password_problem(password, {.name = name,
                                       .email = email,
                                       .account_name = account.name,
                                       .minimum_length = account.minimum_password_length});
}

void require_good_password(database::Transaction& tx, std::string_view name, std::string_view email,
                           std::string_view password) {
    auto problem = find_password_problem(tx, name, email, password);
    if (problem) throw Error::invalid("password", *std::move(problem));
}

}  // namespace rollcall::identity
