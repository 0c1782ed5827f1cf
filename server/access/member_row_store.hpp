#pragma once

#include "database/statement_builder.hpp"

/// Writes the table `members`, for every feature that changes something about a member.
namespace rollcall::access {

/// Raises the version of these members (`SELECT member_id ...`): their assignments have changed, so an edit that began
/// before is refused (ExpectedVersion).
void raise_member_versions(database::Transaction& tx, const database::SqlFragment& members);

}  // namespace rollcall::access
