#pragma once

#include <string>
#include <string_view>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// Makes the member findable by this name and email, and by no earlier ones.
void update_search_rows(database::Transaction& tx, const MemberId& member, std::string_view name,
                        std::string_view email);

/// The member is not found any more.
void delete_search_rows(database::Transaction& tx, const MemberId& member);

/// For database::refold_rows: folds the texts by which the next members are found, and makes those findable who were
/// created before there was a search.
std::string refold_search_rows(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::members
