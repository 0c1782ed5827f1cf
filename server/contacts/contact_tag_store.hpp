#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"

/// The tags of contacts, each once whatever its case. Who changes them raises the versions of the contacts.
namespace rollcall::contacts {

/// Tags that the contact does not have.
void insert_tags_of_contact(database::Transaction& tx, const ContactId& contact, const std::vector<std::string>& tags);

void delete_tags_of_contact(database::Transaction& tx, const ContactId& contact);

/// Gives the tag to contacts that do not have it.
void insert_tag_rows(database::Transaction& tx, std::span<const ContactId> contacts, const std::string& tag);

/// Takes the tag, whatever its case, from contacts that have it.
void delete_tag_rows(database::Transaction& tx, std::span<const ContactId> contacts, const std::string& tag);

}  // namespace rollcall::contacts
