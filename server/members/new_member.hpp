#pragma once

#include <string>

#include "core/field_check.hpp"
#include "members/members.hpp"

namespace rollcall::members {

/// The member that was asked for, with what is wrong noted in `check`.
MemberSummary checked_member(FieldCheck& check, const NewMember& input, Time now);

/// Stores a new member with everything that he or she is assigned to. Throws Error email_taken, and Error::invalid for
/// an unknown agent or company and for a permission that nobody can be given.
void insert_with_assignments(database::Transaction& tx, const MemberSummary& member, const NewMember& input,
                             const std::string& password_hash);

}  // namespace rollcall::members
