#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::identity {

/// What a member signs in with.
struct Credentials {
    MemberId id;
    std::string email;
    std::string name;
    std::string password_hash;
    std::optional<Time> suspended_at;

    bool is_suspended() const { return suspended_at.has_value(); }
    /// False while the member is invited.
    bool has_password() const { return !password_hash.empty(); }
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (id, email, name, password_hash, suspended_at))

std::optional<Credentials> find_credentials_by_email(database::Transaction& tx, std::string_view email);
std::optional<Credentials> find_credentials(database::Transaction& tx, const MemberId& member);

/// Stores a hash, whatever was stored before, and whether the member has to choose a new password.
void set_password_hash(database::Transaction& tx, const MemberId& member, std::string_view hash, bool must_change);

/// Replaces `previous_hash`; false, and nothing changed, when another hash is stored by now or the member is suspended.
[[nodiscard]] bool replace_password_hash(database::Transaction& tx, const MemberId& member,
                                         std::string_view previous_hash, std::string_view new_hash);

}  // namespace rollcall::identity
