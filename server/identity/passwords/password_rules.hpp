#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "database/database.hpp"

namespace rollcall::identity {

/// Whose password it is, and how long it must be.
struct PasswordOwner {
    std::string_view name;
    std::string_view email;
    std::string_view account_name;
    int minimum_length;  ///< code points of the composed password
};

/// What is wrong with a new password, in a sentence; nothing when it may be used. Its length is that of the composed
/// password, as it is hashed (PasswordHasher): up to `longest_password` code points are accepted, never truncated, and
/// no kinds of characters are required (NIST SP 800-63B, section 5.1.1.2). Refused, ignoring case, as they are and
/// without the digits and symbols at both ends:
/// - common passwords (common_passwords.hpp). What is left has to have 4 characters, and 6 where the password has no
///   more than 7, so that a random password of 6 characters is not refused for a word in it;
/// - the name of the account, of the product, and of the member, the member's email, and the parts of these.
std::optional<std::string> password_problem(std::string_view password, const PasswordOwner& owner);

/// The same for a member of the account: what it asks for is read.
std::optional<std::string> find_password_problem(database::Transaction& tx, std::string_view name,
                                                 std::string_view email, std::string_view password);

/// Throws that problem as Error::invalid for the field `password`.
void require_good_password(database::Transaction& tx, std::string_view name, std::string_view email,
                           std::string_view password);

}  // namespace rollcall::identity
