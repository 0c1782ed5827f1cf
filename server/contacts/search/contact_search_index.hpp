#pragma once

#include <optional>
#include <string>

#include "contacts/search/contact_search_store.hpp"
#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"

/// Keeps the index of the search in contacts. A contact has a number and a text in its row; new numbers wait until many
/// are added to contact_search_pieces together.
namespace rollcall::contacts {

/// The piece that all contacts of a company have.
std::string piece_of_company(const CompanyId& company);

/// A number for a contact that is stored next, or is found by another text from now on.
std::int64_t next_contact_number(database::Transaction& tx);

/// The number is no contact's any more.
void remove_contact_number(database::Transaction& tx, const NumberedText& removed);

/// Adds what waits, and takes out what is to be removed, where there is much of it. To be called after contacts were
/// stored or deleted.
void index_many_waiting_contacts(database::Transaction& tx);

/// The same however little there is: afterwards no removed text is left in the tables of the search. Returns whether
/// there may be more.
bool index_waiting_contacts(database::Transaction& tx);

/// Takes out what was removed, soon after.
jobs::PeriodicWork contact_search_work(database::Database& database);

}  // namespace rollcall::contacts
