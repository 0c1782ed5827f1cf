#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "access/permissions.hpp"
#include "database/database.hpp"
#include "members/member_store.hpp"

namespace rollcall::identity {
class PasswordHasher;
}

namespace rollcall::members {

struct CreateMember {
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role = access::Role::member;
    access::Permissions permissions;  ///< none but those that are switched on
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
    std::string password;
};

/// Creates a member who can sign in at once with that password; no mail goes out.
///
/// Throws Error::invalid (an unknown agent among others) and Error email_taken when the e-mail is a member already:
/// nothing about the existing member changes. Who may call: administrators.
/// Seed: "Off: Create the account without sending an email".
Member create_member(database::Database& database, const Clock& clock, identity::PasswordHasher& passwords,
                     const access::Caller& caller, const CreateMember& input);

}  // namespace rollcall::members
