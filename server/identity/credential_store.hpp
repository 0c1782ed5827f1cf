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
    bool suspended = false;

    /// Whoever is invited has none yet.
    bool has_password() const { return !password_hash.empty(); }
};

std::optional<Credentials> find_by_email(database::Transaction& tx, std::string_view email);
std::optional<Credentials> find_by_member(database::Transaction& tx, const MemberId& member);

/// Stores a hash, whatever was there, and whether the member owes a password of their own.
void set_password_hash(database::Transaction& tx, const MemberId& member, std::string_view hash, bool must_change);

enum class PasswordSet { yes, changed_meanwhile };

/// Puts a new hash in the place of `previous_hash`, if that is still the one there is and the member is active.
PasswordSet replace_password_hash(database::Transaction& tx, const MemberId& member, std::string_view previous_hash,
                                  std::string_view new_hash);

}  // namespace rollcall::identity
