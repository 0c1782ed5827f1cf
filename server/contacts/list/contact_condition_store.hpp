#pragma once

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "access/scope_store.hpp"
#include "contacts/list/contact_filter.hpp"
#include "contacts/search/contact_search.hpp"
#include "database/page.hpp"

/// The filters of contacts as SQL: the one place that says what each of them means.
namespace rollcall::contacts {

/// A filter in two forms: a condition on a contact `c`, and, where an index has them, a list of the contacts who match.
struct ContactCondition {
    database::SqlFragment holds;
    database::SqlFragment contacts;  ///< `SELECT ... AS contact_id`; empty where all contacts must be read
    std::shared_ptr<const ContactSearch> search{};  ///< from which `holds` borrows
    std::optional<CompanyId> company{};             ///< where the condition is that the contact is of this company
};

/// The companies whose contacts are listed: those in scope, or the one of the filter if it is; nothing for all there
/// are.
std::optional<std::set<CompanyId>> list_filtered_companies(database::Transaction& tx, const access::Scope& scope,
                                                           const ContactFilter& filter);

/// The contact `c` is of one of them. Those that are in scope are not named one by one.
database::SqlFragment is_of_filtered_company(const access::Scope& scope, const ContactFilter& filter);

/// The contact `c` is found. Reads the text of each contact. The search is borrowed.
database::SqlFragment is_found_by(const ContactSearch& search);

/// All but the search and the company; of the filters of segments these too. The filter is borrowed.
std::vector<ContactCondition> contact_conditions_of(const ContactFilter& filter);

/// Keeps the rows with a contact `c` that match. The query is a ListQuery or a StatementBuilder.
template <class Query>
void add_contact_conditions(Query& query, const std::vector<ContactCondition>& conditions) {
    for (const auto& condition : conditions) query.where(condition.holds);
}

/// The list of the condition that the fewest contacts match, where these are at most `most`. The contacts of the
/// companies, where they are few, are such a list too: for a search. The companies are borrowed.
std::optional<database::SqlFragment> find_contact_candidates(database::Transaction& tx,
                                                             const std::vector<ContactCondition>& conditions,
                                                             const std::optional<std::set<CompanyId>>& companies,
                                                             std::int64_t most);

/// The FROM of a query of these candidates as contacts `c`, which are read one by one: SQLite reads the tables of a
/// CROSS JOIN in their order. To be completed by the condition `is_candidate`.
database::SqlFragment from_contact_candidates(const database::SqlFragment& candidates);
inline constexpr std::string_view is_candidate = "c.id = found.contact_id";

/// The candidates that match.
std::vector<ContactCandidate> list_contact_candidates(database::Transaction& tx,
                                                      const database::SqlFragment& candidates,
                                                      const std::vector<ContactCondition>& conditions,
                                                      const access::Scope& scope, const ContactFilter& filter);

/// The contacts with these numbers that match the conditions, of whatever company, in any order.
std::vector<ContactCandidate> list_numbered_contacts(database::Transaction& tx, std::span<const std::int64_t> numbers,
                                                     const std::vector<ContactCondition>& conditions);

}  // namespace rollcall::contacts
