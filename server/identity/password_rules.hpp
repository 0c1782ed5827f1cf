#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rollcall::identity {

/// Whose password it is, and how long it must be.
struct PasswordOwner {
    std::string_view name;
    std::string_view email;
    int minimum_length;  ///< code points
};

/// What is wrong with a new password, in a sentence; nothing when it may be used. Long ones are welcome (up to 1,024
/// code points, never truncated), and no kinds of characters are asked for (NIST SP 800-63B, section 5.1.1.2).
/// Refused by exact match, without case: 1,000 common passwords, one's own name and e-mail address.
std::optional<std::string> password_problem(std::string_view password, const PasswordOwner& owner);

}  // namespace rollcall::identity
