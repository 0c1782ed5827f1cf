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
    std::optional<Time> last_active_at;  ///< nothing for a member who has never been signed in

    bool is_suspended() const { return suspended_at.has_value(); }
    /// False while the member is invited.
    bool has_password() const { return !password_hash.empty(); }
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (id, email, name, password_hash, suspended_at, last_active_at))

std::optional<Credentials> find_credentials_by_email(database::Transaction& tx, std::string_view email);
std::optional<Credentials> find_credentials(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::identity
