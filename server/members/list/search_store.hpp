#pragma once

#include <string_view>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// Makes the member findable by name and e-mail, and by no earlier ones.
void put_into_search(database::Transaction& tx, const MemberId& member, std::string_view name, std::string_view email);

/// The member is found no more.
void take_out_of_search(database::Transaction& tx, const MemberId& member);

/// Makes those findable who are not, from before there was a search. To be called once at the start.
void complete_search(database::Database& database);

}  // namespace rollcall::members
