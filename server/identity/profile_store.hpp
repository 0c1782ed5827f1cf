#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::identity {

/// What a member sees of his or her own data.
struct Profile {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role = access::Role::member;
    Time created_at;
    std::optional<std::string> picture;  ///< its version
};
BOOST_DESCRIBE_STRUCT(Profile, (), (id, email, name, job_title, role, created_at, picture))

/// Nothing when the member has been removed.
std::optional<Profile> find_profile(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::identity
