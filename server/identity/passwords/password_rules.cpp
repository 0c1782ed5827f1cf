#include "identity/passwords/password_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "identity/identity_limits.hpp"
#include "identity/passwords/common_passwords.hpp"

namespace rollcall::identity {

namespace {

bool is_common(std::string_view lower_case) { return std::ranges::binary_search(common_passwords(), lower_case); }

}  // namespace

std::optional<std::string> password_problem(std::string_view password, const PasswordOwner& owner) {
    const auto length = count_code_points(password);
    if (length < static_cast<std::size_t>(owner.minimum_length)) {
        return fmt::format("At least {} characters are needed.", owner.minimum_length);
    }
    if (length > longest_password) return fmt::format("At most {} characters are possible.", longest_password);

    const auto compared = fold_case(password);
    if (is_common(compared)) return "This is one of the most common passwords. Choose another one.";
    if (compared == fold_case(owner.name) || compared == fold_case(owner.email)) {
        return "This is the member's own name or e-mail address. Choose another password.";
    }
    return std::nullopt;
}

}  // namespace rollcall::identity
