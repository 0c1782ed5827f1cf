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

/// What the page begins with: the account, and the member who is signed in.
struct SessionView {
    std::string account_name;
    bool crm_enabled = true;
    int minimum_password_length = 0;
    std::string time_zone;
    std::optional<MemberId> id;  ///< of the member, as all that follows; nothing where there is no such member
    std::optional<std::string> email;
    std::optional<std::string> name;
    std::optional<std::string> job_title;
    std::optional<access::Role> role;
    std::optional<std::string> picture;  ///< its version
};
BOOST_DESCRIBE_STRUCT(SessionView, (),
                      (account_name, crm_enabled, minimum_password_length, time_zone, id, email, name, job_title, role,
                       picture))

/// Nothing before the account has been set up. Runs one statement.
std::optional<SessionView> find_session_view(database::Transaction& tx, const std::optional<MemberId>& member);

/// Nothing when the member has been removed.
std::optional<Profile> find_profile(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::identity
