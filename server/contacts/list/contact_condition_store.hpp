#pragma once

#include <optional>
#include <vector>

#include "contacts/list/contact_filter.hpp"
#include "database/page.hpp"

/// The filters of contacts as SQL: the one place that says what each of them means.
namespace rollcall::contacts {

/// A filter in two forms: a condition on a contact `c`, and, where an index has them, a list of the contacts who match.
struct ContactCondition {
    database::SqlFragment holds;
    database::SqlFragment contacts;  ///< `SELECT ... AS contact_id`; empty where all contacts must be read
};

/// All but the search and the company. The filter is borrowed.
std::vector<ContactCondition> contact_conditions_of(const ContactFilter& filter);

/// Keeps the rows with a contact `c` that match. The query is a ListQuery or a StatementBuilder.
template <class Query>
void add_contact_conditions(Query& query, const std::vector<ContactCondition>& conditions) {
    for (const auto& condition : conditions) query.where(condition.holds);
}

/// Up to how many contacts are read and sorted rather than found by walking through the order of the list.
inline constexpr std::int64_t max_contact_candidates = 1'000;

/// The list of the condition that the fewest contacts match, where these are at most `max_contact_candidates`. With a
/// company, also its contacts are such a list.
std::optional<database::SqlFragment> find_contact_candidates(database::Transaction& tx,
                                                             const std::vector<ContactCondition>& conditions,
                                                             const std::optional<CompanyId>& company);

}  // namespace rollcall::contacts
