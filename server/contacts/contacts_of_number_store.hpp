#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/id.hpp"
#include "database/database.hpp"

/// Finds contacts by a phone number, and all numbers.
namespace rollcall::contacts {

/// A contact that has a number, of any company.
struct ContactOfNumber {
    ContactId id;
    CompanyId company_id;
    bool do_not_call = false;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(ContactOfNumber, (), (id, company_id, do_not_call, created_at))
std::vector<ContactOfNumber> list_contacts_of_number(database::Transaction& tx, const std::string& phone);

/// Phone numbers of contacts, and those in entries of do-not-call lists, which may have their erased form: the next
/// ones after `phone` in the order of their texts, at most `limit`.
std::vector<std::string> list_phones_after(database::Transaction& tx, const std::string& phone, std::int64_t limit);

}  // namespace rollcall::contacts
