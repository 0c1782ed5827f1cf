#pragma once

#include <optional>
#include <string>

#include "access/context.hpp"
#include "companies/company_store.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"

namespace rollcall::companies {

struct CreateCompany {
    std::string name;
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2, in capitals
};

/// Creates a company. Throws Error::invalid, and Error::conflict when one of that name exists, whatever its case.
/// Who may call: administrators.
Company create_company(const access::Context& context, const CreateCompany& input);

struct UpdateCompany {
    Change<std::string> name;
    Change<std::string> country;
};

/// Changes a company. Throws Error::invalid, Error::not_found, Error::changed_meanwhile, Error::conflict for a name
/// that is taken. Who may call: administrators.
Company update_company(const access::Context& context, const CompanyId& id, const ExpectedVersion& expected,
                       const UpdateCompany& input);

/// Deletes a company; the assignments of members to it, its segments and its do-not-call list go with it. Throws
/// Error::not_found, Error::changed_meanwhile, and Error in_use while agents, contacts or campaigns belong to it. Who
/// may call: administrators.
void delete_company(const access::Context& context, const CompanyId& id, const ExpectedVersion& expected);

/// One company in the caller's scope. Throws Error::not_found for any other.
Company get_company(const access::Context& context, const CompanyId& id);

}  // namespace rollcall::companies
