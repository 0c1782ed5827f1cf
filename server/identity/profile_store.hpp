#pragma once

#include <optional>
#include <string>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::identity {

/// What a member is told about himself or herself.
struct Profile {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role;
    Time created_at;
    std::optional<std::string> picture;  ///< its version
};

/// Nothing when the member is gone.
std::optional<Profile> find_profile(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::identity
