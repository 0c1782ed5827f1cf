#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "core/etag.hpp"
#include "database/page.hpp"

namespace rollcall::companies {

/// A business unit or client inside the account; every agent belongs to one.
struct Company {
    CompanyId id;
    std::string name;
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2: how phone numbers of its contacts are read and shown
    Time created_at;
    Version version = 1;
};
BOOST_DESCRIBE_STRUCT(Company, (), (id, name, country, created_at, version))

/// A company, and the caller's rights on it.
struct CompanyWithRights {
    Company company;
    access::Rights rights;
};

inline constexpr database::SortColumn company_sorts[] = {
    {"name", "c.name_folded"},
    {"created_at", "c.created_at", database::SortColumn::Type::integer},
};

/// The companies in the caller's scope: administrators see all, members those that are assigned to them or own an
/// assigned agent.
database::Page<Company> list_companies(database::Transaction& tx, const access::Caller& caller,
                                       const database::PageRequest& request, Time now);

/// Nothing for an unknown id.
std::optional<CompanyWithRights> find_company(database::Transaction& tx, const access::Caller& caller,
                                              const CompanyId& id, Time now);

/// False, and nothing stored, where a company of that name exists, whatever its case.
[[nodiscard]] bool insert_company_row(database::Transaction& tx, const Company& company);

/// Stores its name and country, and raises its version; false as above, and the transaction can only be given up then.
/// `before` is what is stored: members' summaries of assignments are written where the name differs.
[[nodiscard]] bool update_company_row(database::Transaction& tx, const Company& before, const Company& after);

/// Deletes it with its assignments. False where agents, contacts or campaigns belong to it; the transaction can only be
/// given up then.
[[nodiscard]] bool delete_company_row(database::Transaction& tx, const CompanyId& id);

/// For database::refold_rows.
std::string refold_company_names(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::companies
