#pragma once

#include <initializer_list>
#include <optional>
#include <vector>

#include "database/page.hpp"
#include "members/list/member_list_store.hpp"

/// The filters of the list of members as SQL, for the stores of this folder.
namespace rollcall::members {

database::SqlFragment concat(std::initializer_list<database::SqlFragment> parts);

/// A filter in two forms: a condition on one member, and, where an index has them, a list of the members who match.
struct Condition {
    database::SqlFragment holds;    ///< for a member m with the invitation i, if there is one
    database::SqlFragment members;  ///< `SELECT member_id ...`; empty where all members must be read
};

/// All filters but the search. The filter is borrowed.
std::vector<Condition> conditions_of(const MemberFilter& filter);

void add_filter_conditions(database::ListQuery& query, const std::vector<Condition>& conditions);

/// The members of the condition that the fewest match, where that is at most `max_candidates`.
std::optional<database::SqlFragment> find_narrowest_condition(database::Transaction& tx,
                                                              const std::vector<Condition>& conditions);

}  // namespace rollcall::members
