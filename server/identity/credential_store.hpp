#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::identity {

/// What a member signs in with.
struct Credentials {
    MemberId member;
    std::string email;
    std::string name;
    std::string password_hash;
};

std::optional<Credentials> find_by_email(database::Transaction& tx, std::string_view email);
std::optional<Credentials> find_by_member(database::Transaction& tx, const MemberId& member);

enum class PasswordSet { yes, changed_meanwhile };

/// Puts a new hash in the place of `previous_hash`, if that is still the one there is.
PasswordSet replace_password_hash(database::Transaction& tx, const MemberId& member, std::string_view previous_hash,
                                  std::string_view new_hash);

}  // namespace rollcall::identity
