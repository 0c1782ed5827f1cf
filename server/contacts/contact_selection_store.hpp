#pragma once

#include <algorithm>
#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "core/id.hpp"
#include "database/statement_builder.hpp"

/// Contacts that a request names by their ids, up to a thousand at once.
namespace rollcall::contacts {

/// Ids of one statement, so that there are few different texts of statements.
inline constexpr std::size_t ids_of_one_statement = 100;

/// Calls `run(part)` for each part of at most ids_of_one_statement.
template <std::invocable<std::span<const ContactId>> Run>
void for_each_part_of_ids(std::span<const ContactId> ids, Run run) {
    while (!ids.empty()) {
        const auto size = std::min(ids.size(), ids_of_one_statement);
        run(ids.first(size));
        ids = ids.subspan(size);
    }
}

/// A condition: the id in `column` is one of these, which are at most ids_of_one_statement and at least one.
database::SqlFragment is_one_of(std::string_view column, std::span<const ContactId> ids);

/// A condition: the value in `column` is one of these, of which there is at least one. The last one is repeated up to a
/// power of four, so that there are few different texts of statements.
database::SqlFragment is_one_of_values(std::string_view column, std::vector<database::Parameter> values);

/// A condition beside one of those above: the company in `column` is this one. SQLite takes an index of companies to be
/// better than the ids that are named, and would read all contacts of the company.
database::SqlFragment is_of_company_without_index(std::string_view column, const CompanyId& company);

/// A contact that was named, and whose it is.
struct SelectedContact {
    ContactId id;
    CompanyId company;
};

/// Those of these contacts that are in the caller's scope, each once, in the order of their ids; none without
/// access_crm.
std::vector<SelectedContact> list_selected_contacts(database::Transaction& tx, const access::Caller& caller,
                                                    std::vector<ContactId> ids, Time now);

// Of any number of contacts, those that have a property, in the order of their ids:

enum class HasTag { no, yes };

/// Those that have the tag, or have it not, whatever its case.
std::vector<ContactId> list_contacts_by_tag(database::Transaction& tx, std::span<const ContactId> ids,
                                            const std::string& tag, HasTag has_tag);

std::vector<ContactId> list_contacts_by_do_not_call(database::Transaction& tx, std::span<const ContactId> ids,
                                                    bool do_not_call);

/// Those that are marked do-not-call or have withdrawn their consent.
std::vector<ContactId> list_contacts_not_to_call(database::Transaction& tx, std::span<const ContactId> ids);

/// How many of them have that many tags or more.
std::int64_t count_contacts_with_tags(database::Transaction& tx, std::span<const ContactId> ids, std::size_t tags);

}  // namespace rollcall::contacts
