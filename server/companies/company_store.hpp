#pragma once

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
    Time created_at;
    Version version;
};

/// A company, and how the one who asked stands to it.
struct SeenCompany {
    Company company;
    access::Relation relation;
};

inline constexpr database::SortColumn company_sorts[] = {
    {"name", "c.name_folded"},
    {"created_at", "c.created_at", database::SortColumn::Type::integer},
};

/// The companies that the caller may see: administrators all, members those that are assigned to them or own an
/// assigned agent.
database::Page<Company> list(database::Transaction& tx, const access::Caller& caller,
                             const database::PageRequest& request);

/// Nothing for an unknown id.
std::optional<SeenCompany> find(database::Transaction& tx, const access::Caller& caller, const CompanyId& id);

enum class Stored { yes, name_taken };

Stored insert(database::Transaction& tx, const Company& company);

/// Renames it and raises its version.
Stored rename(database::Transaction& tx, const CompanyId& id, const std::string& name);

enum class Deleted { yes, has_agents };

Deleted remove(database::Transaction& tx, const CompanyId& id);

}  // namespace rollcall::companies
