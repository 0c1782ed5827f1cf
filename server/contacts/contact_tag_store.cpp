#include "contacts/contact_tag_store.hpp"

#include "contacts/contact_selection_store.hpp"
#include "core/text.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

using database::StatementBuilder;
using database::Transaction;

namespace {

constexpr auto insert_tag = "INSERT INTO contact_tags (contact_id, tag_caseless, tag) VALUES ($1, $2, $3)";
constexpr auto delete_tags = "DELETE FROM contact_tags WHERE contact_id = $1";

}  // namespace

void insert_tags_of_contact(Transaction& tx, const ContactId& contact, const std::vector<std::string>& tags) {
    for (const auto& tag : tags) tx.execute(insert_tag, contact, fold_case(tag), tag);
}

void delete_tags_of_contact(Transaction& tx, const ContactId& contact) { tx.execute(delete_tags, contact); }

void insert_tag_rows(Transaction& tx, std::span<const ContactId> contacts, const std::string& tag) {
    const auto caseless = fold_case(tag);
    for_each_part_of_ids(contacts, [&](std::span<const ContactId> part) {
        StatementBuilder statement("INSERT INTO contact_tags (contact_id, tag_caseless, tag) VALUES ");
        for (const auto& id : part) {
            statement.add(&id == &part.front() ? "(?, ?, ?)" : ", (?, ?, ?)", {id, caseless, tag});
        }
        statement.execute(tx);
    });
}

void delete_tag_rows(Transaction& tx, std::span<const ContactId> contacts, const std::string& tag) {
    const auto caseless = fold_case(tag);
    for_each_part_of_ids(contacts, [&](std::span<const ContactId> part) {
        StatementBuilder("DELETE FROM contact_tags")
            .where(is_one_of("contact_id", part))
            .where("tag_caseless = ?", {caseless})
            .execute(tx);
    });
}

}  // namespace rollcall::contacts
