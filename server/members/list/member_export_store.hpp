#pragma once

#include <string>
#include <vector>

#include "members/list/member_list_store.hpp"

namespace rollcall::members {

/// A member with the names of what is assigned.
struct ExportedMember : MemberSummary {
    std::vector<std::string> agents;     ///< assigned one by one
    std::vector<std::string> companies;  ///< assigned with all their agents, also later ones
};

/// As `list`.
database::Page<ExportedMember> list_for_export(database::Transaction& tx, const MemberFilter& filter,
                                               const database::PageRequest& request);

}  // namespace rollcall::members
