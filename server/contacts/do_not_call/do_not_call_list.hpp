#pragma once

#include <optional>
#include <string>

#include "access/context.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"

/// The numbers that nobody may call. Who may call: callers with access_crm, for the companies in scope; for the whole
/// account, administrators.
namespace rollcall::contacts {

struct CreateDoNotCallEntry {
    std::string phone;                    ///< in any way of writing it
    std::optional<CompanyId> company_id;  ///< absent for the whole account
    std::optional<std::string> reason;
};

/// Throws Error::invalid, also for a company that is not in scope, Error::forbidden, and Error::conflict where the
/// number is on that list already.
DoNotCallEntry create_do_not_call_entry(const access::Context& context, const CreateDoNotCallEntry& input);

/// Throws Error::not_found.
void delete_do_not_call_entry(const access::Context& context, const DoNotCallEntryId& id);

database::Page<DoNotCallEntry> get_do_not_call_entries(const access::Context& context, const DoNotCallFilter& filter,
                                                       const database::PageRequest& request);

}  // namespace rollcall::contacts
