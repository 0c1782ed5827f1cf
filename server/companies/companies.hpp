#pragma once

#include <string>

#include "access/caller.hpp"
#include "companies/company_store.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"
#include "database/database.hpp"

namespace rollcall::companies {

struct CreateCompany {
    std::string name;
};

/// Makes a company. Throws Error::conflict when there is one of that name, whatever its case.
/// Who may call: administrators.
Company create_company(database::Database& database, const Clock& clock, const access::Caller& caller,
                       const CreateCompany& input);

struct UpdateCompany {
    Change<std::string> name;
};

/// Renames a company. Throws Error::not_found, Error::changed_meanwhile, Error::conflict for a name that is taken.
/// Who may call: administrators.
Company update_company(database::Database& database, const Clock& clock, const access::Caller& caller,
                       const CompanyId& id, const ExpectedVersion& expected, const UpdateCompany& input);

/// Deletes a company; the assignments of members to it go with it. Throws Error::not_found,
/// Error::changed_meanwhile, and Error in_use while agents belong to it. Who may call: administrators.
void delete_company(database::Database& database, const Clock& clock, const access::Caller& caller, const CompanyId& id,
                    const ExpectedVersion& expected);

/// One company that the caller may see. Throws Error::not_found for any other.
Company get_company(database::Transaction& tx, const access::Caller& caller, const CompanyId& id);

}  // namespace rollcall::companies
