#pragma once

#include <optional>
#include <string>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "companies/company_store.hpp"
#include "core/field_check.hpp"

/// What the inputs of contacts, their filters and the do-not-call list have in common.
namespace rollcall::contacts {

/// The number in E.164; nothing for no text, and where it is no number, which `check` notes for the field `phone`.
/// `country`: see phone::read_phone_number.
std::optional<std::string> checked_phone(const std::optional<std::string>& text, const std::string& country,
                                         FieldCheck& check);

/// The company for which `action` is to create something. Throws Error permission_missing, and Error::invalid for a
/// company that is not in scope, as for one that does not exist.
companies::Company require_company_to_create_in(database::Transaction& tx, const access::CurrentCaller& caller,
                                                access::Action action, const CompanyId& id, Time now);

}  // namespace rollcall::contacts
