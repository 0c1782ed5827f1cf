#pragma once

#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"

/// Which contacts of a company the rows of a file may be of.
namespace rollcall::contacts {

/// What rows say that tells contacts.
struct RowKeys {
    std::vector<ContactId> ids;
    std::vector<std::string> phones;  ///< in E.164
    /// Of rows without a number, by the same indexes.
    std::vector<std::string> names;
    std::vector<std::string> emails;
};

/// The company's contacts with one of these ids or phone numbers (also as another phone), or without a number and with
/// one of these names, but for case and accents, and one of these emails; of the latter at most 1,000. In the order of
/// their ids, each once.
std::vector<ContactId> list_contacts_of_row_keys(database::Transaction& tx, const CompanyId& company,
                                                 const RowKeys& keys);

}  // namespace rollcall::contacts
