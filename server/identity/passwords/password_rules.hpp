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

/// What is wrong with a new password, in a sentence; nothing when it may be used. Up to `longest_password` code points
/// are accepted, never truncated, and no kinds of characters are required (NIST SP 800-63B, section 5.1.1.2).
/// Refused by exact match, ignoring case: 1,000 common passwords, and the member's own name and email.
std::optional<std::string> password_problem(std::string_view password, const PasswordOwner& owner);

}  // namespace rollcall::identity
