#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "core/id.hpp"
#include "database/page.hpp"

namespace rollcall::contacts {

using DoNotCallEntryId = Id<struct DoNotCallEntryTag>;

/// A number that nobody may call, for a company, or without one for the whole account.
struct DoNotCallEntry {
    DoNotCallEntryId id;
    std::optional<CompanyId> company_id;
    std::optional<std::string> company_name;
    std::optional<std::string> company_country;
    /// In E.164, once for a company, and once for the account; or the erased form (erased_numbers/erased_numbers.hpp)
    /// of a number whose entry outlives the erasure.
    std::string phone;
    std::optional<std::string> reason;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(DoNotCallEntry, (), (id, company_id, company_name, company_country, phone, reason, created_at))

/// An entry, and the caller's rights on it. One for the whole account is in no member's scope.
struct DoNotCallEntryWithRights {
    DoNotCallEntry entry;
    access::Rights rights;
};

inline constexpr database::SortColumn do_not_call_sorts[] = {
    {"created_at", "d.created_at", database::SortColumn::Type::integer},
};

/// Which entries: those that match all that is given.
struct DoNotCallFilter {
    std::optional<CompanyId> company;
    std::optional<std::string> phone;         ///< in E.164
    std::optional<std::string> erased_phone;  ///< its erased form
};

/// The entries of the companies in the caller's scope; for administrators also those for the whole account. None
/// without access_crm.
database::Page<DoNotCallEntry> list_do_not_call_entries(database::Transaction& tx, const access::Caller& caller,
                                                        const DoNotCallFilter& filter,
                                                        const database::PageRequest& request, Time now);

/// Nothing for an unknown id.
std::optional<DoNotCallEntryWithRights> find_do_not_call_entry(database::Transaction& tx, const access::Caller& caller,
                                                               const DoNotCallEntryId& id, Time now);

/// False, and nothing stored, where the number is on that list already.
[[nodiscard]] bool insert_do_not_call_row(database::Transaction& tx, const DoNotCallEntry& entry);

/// The same for many, in few round trips. Returns the ids of those that were stored.
std::vector<DoNotCallEntryId> insert_do_not_call_rows(database::Transaction& tx,
                                                      std::span<const DoNotCallEntry> entries);

/// Replaces the number by its erased form in all entries that were made until that time, and deletes their reasons,
/// which may name the person.
void update_do_not_call_phone_erased(database::Transaction& tx, const std::string& phone,
                                     const std::string& erased_phone, Time until);

void delete_do_not_call_row(database::Transaction& tx, const DoNotCallEntryId& id);

}  // namespace rollcall::contacts
