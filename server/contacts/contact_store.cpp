#include "contacts/contact_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "access/scope_store.hpp"
#include "contacts/contact_selection_store.hpp"
#include "contacts/contact_tag_store.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "contacts/search/contact_search_text.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"
#include "database/folding_store.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using database::StatementBuilder;
using database::Transaction;

/// The columns of the table.
struct StoredContact {
    ContactId id;
    CompanyId company_id;
    std::string name;
    std::string name_folded;
    std::optional<std::string> second_name;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<std::string> email_caseless;
    std::optional<std::string> job_title;
    std::optional<std::string> job_title_caseless;
    std::optional<std::string> time_zone;
    bool do_not_call;
    std::optional<std::string> consent_purpose;
    std::optional<std::string> consent_source;
    std::optional<std::string> consent_wording;
    std::optional<Time> consent_at;
    std::optional<Time> consent_withdrawn_at;
    Time created_at;
    Time updated_at;
    Version version;
};
BOOST_DESCRIBE_STRUCT(StoredContact, (),
                      (id, company_id, name, name_folded, second_name, phone, email, email_caseless, job_title,
                       job_title_caseless, time_zone, do_not_call, consent_purpose, consent_source, consent_wording,
                       consent_at, consent_withdrawn_at, created_at, updated_at, version))

/// The columns of a new row.
struct NewContact : StoredContact {
    std::int64_t number;  ///< in the index of the search
    std::string search_text;
};
BOOST_DESCRIBE_STRUCT(NewContact, (StoredContact), (number, search_text))

struct ContactRow : StoredContact {
    std::string company_name;
    std::optional<std::string> company_country;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (StoredContact), (company_name, company_country))

struct TagRow {
    ContactId contact_id;
    std::string tag;
};
BOOST_DESCRIBE_STRUCT(TagRow, (), (contact_id, tag))

struct OtherPhoneRow {
    ContactId contact_id;
    std::string phone;
};
BOOST_DESCRIBE_STRUCT(OtherPhoneRow, (), (contact_id, phone))

struct ValueRow {
    ContactId contact_id;
    std::string key;
    OwnFieldKind kind;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(ValueRow, (), (contact_id, key, kind, value))

const auto contact_columns =
    database::columns_of<ContactRow>("c", {{"company_name", "company.name"}, {"company_country", "company.country"}});
constexpr auto from_contacts = "contacts c JOIN companies company ON company.id = c.company_id";

constexpr auto select_name_by_phone = R"(
    SELECT id, name FROM contacts WHERE company_id = $1 AND phone = $2 AND id <> $3
    UNION ALL
    SELECT c.id, c.name FROM contact_other_phones o JOIN contacts c ON c.id = o.contact_id
    WHERE o.company_id = $1 AND o.phone = $2 AND o.contact_id <> $3)";
constexpr auto upsert_value = R"(
    INSERT INTO contact_field_values (contact_id, field_id, value, match_key, company_id, name_folded)
    VALUES ($1, (SELECT id FROM contact_fields WHERE key = $2), $3, $4, $5, $6)
    ON CONFLICT (contact_id, field_id) DO UPDATE
    SET value = excluded.value, match_key = excluded.match_key, company_id = excluded.company_id,
        name_folded = excluded.name_folded)";
constexpr auto update_name_of_values = "UPDATE contact_field_values SET name_folded = $1 WHERE contact_id = $2";
constexpr auto delete_value = R"(
    DELETE FROM contact_field_values
    WHERE contact_id = $1 AND field_id = (SELECT id FROM contact_fields WHERE key = $2))";
constexpr auto select_ids_after = "SELECT id FROM contacts WHERE id > $1 ORDER BY id LIMIT $2";
constexpr auto update_caseless = "UPDATE contacts SET email_caseless = $1, job_title_caseless = $2 WHERE id = $3";
constexpr auto delete_statement = "DELETE FROM contacts WHERE id = $1";
constexpr auto insert_other_phone =
    "INSERT INTO contact_other_phones (company_id, phone, contact_id) VALUES ($1, $2, $3)";
constexpr auto delete_other_phone = "DELETE FROM contact_other_phones WHERE company_id = $1 AND phone = $2";

std::optional<std::string> without_case(const std::optional<std::string>& text) {
    return text ? std::optional(fold_case(*text)) : std::nullopt;
}

StoredContact stored_form(const Contact& contact) {
    StoredContact stored{.id = contact.id,
                         .company_id = contact.company_id,
                         .name = contact.name,
                         .name_folded = fold(contact.name),
                         .second_name = contact.second_name,
                         .phone = contact.phone,
                         .email = contact.email,
                         .email_caseless = without_case(contact.email),
                         .job_title = contact.job_title,
                         .job_title_caseless = without_case(contact.job_title),
                         .time_zone = contact.time_zone,
                         .do_not_call = contact.do_not_call,
                         .created_at = contact.created_at,
                         .updated_at = contact.updated_at,
                         .version = contact.version};
    if (const auto& consent = contact.consent) {
        stored.consent_purpose = consent->purpose;
        stored.consent_source = consent->source;
        stored.consent_wording = consent->wording;
        stored.consent_at = consent->at;
        stored.consent_withdrawn_at = consent->withdrawn_at;
    }
    return stored;
}

std::string search_text_of(const Contact& contact) {
    ContactTexts texts{.name = contact.name,
                       .second_name = contact.second_name,
                       .email = contact.email,
                       .phones = contact.other_phones};
    if (contact.phone) texts.phones.push_back(*contact.phone);
    return make_contact_search_text(texts);
}

/// What the search knows of a contact; no number for one that was stored before there was a search.
struct SearchedContact {
    std::optional<std::int64_t> number;
    CompanyId company_id;
    std::optional<std::string> search_text;
};
BOOST_DESCRIBE_STRUCT(SearchedContact, (), (number, company_id, search_text))

constexpr auto select_searched = "SELECT number, company_id, search_text FROM contacts WHERE id = $1";
constexpr auto update_searched = "UPDATE contacts SET number = $1, search_text = $2 WHERE id = $3";

void remove_from_search(Transaction& tx, const ContactId& id) {
    const auto known = tx.first(select_searched, database::read_row<SearchedContact>, id);
    if (known && known->number) remove_contact_number(tx, {*known->number, known->company_id, *known->search_text});
}

/// Makes the contact found by this text, and by no earlier one.
void update_search_text(Transaction& tx, const ContactId& id, const std::string& text) {
    const auto known = tx.first(select_searched, database::read_row<SearchedContact>, id);
    if (!known || known->search_text == text) return;
    if (known->number) remove_contact_number(tx, {*known->number, known->company_id, *known->search_text});
    tx.execute(update_searched, next_contact_number(tx), text, id);
    index_many_waiting_contacts(tx);
}

Contact read_contact(const database::Row& database_row) {
    auto row = database::read_row<ContactRow>(database_row);
    Contact contact{.id = std::move(row.id),
                    .company_id = std::move(row.company_id),
                    .company_name = std::move(row.company_name),
                    .company_country = std::move(row.company_country),
                    .name = std::move(row.name),
                    .second_name = std::move(row.second_name),
                    .phone = std::move(row.phone),
                    .email = std::move(row.email),
                    .job_title = std::move(row.job_title),
                    .time_zone = std::move(row.time_zone),
                    .do_not_call = row.do_not_call,
                    .created_at = row.created_at,
                    .updated_at = row.updated_at,
                    .version = row.version};
    if (row.consent_at) {
        contact.consent = Consent{.purpose = row.consent_purpose.value(),
                                  .source = row.consent_source.value(),
                                  .wording = std::move(row.consent_wording),
                                  .at = *row.consent_at,
                                  .withdrawn_at = row.consent_withdrawn_at};
    }
    return contact;
}

/// `column IN (...)` for the ids of these contacts.
void add_ids(StatementBuilder& statement, std::string_view column, const std::vector<Contact>& contacts) {
    std::vector<database::Parameter> ids;
    for (const auto& contact : contacts) ids.emplace_back(contact.id);
    statement.where(is_one_of_values(column, std::move(ids)));
}

/// Adds what other tables have about these contacts, in one statement each, and one round trip.
void add_other_rows(Transaction& tx, std::vector<Contact>& contacts) {
    if (contacts.empty()) return;
    StatementBuilder tags("SELECT " + database::columns_of<TagRow>("t") + " FROM contact_tags t");
    add_ids(tags, "t.contact_id", contacts);
    tags.add(" ORDER BY t.contact_id, t.tag_caseless");
    auto tag_rows = tags.all_later(tx, database::read_row<TagRow>);

    StatementBuilder phones("SELECT " + database::columns_of<OtherPhoneRow>("o") + " FROM contact_other_phones o");
    add_ids(phones, "o.contact_id", contacts);
    phones.add(" ORDER BY o.contact_id, o.phone");
    auto phone_rows = phones.all_later(tx, database::read_row<OtherPhoneRow>);

    StatementBuilder values("SELECT " + database::columns_of<ValueRow>("v", {{"key", "f.key"}, {"kind", "f.kind"}}) +
                            " FROM contact_field_values v JOIN contact_fields f ON f.id = v.field_id");
    add_ids(values, "v.contact_id", contacts);
    auto value_rows = values.all_later(tx, database::read_row<ValueRow>);

    std::map<ContactId, Contact*> by_id;
    for (auto& contact : contacts) by_id[contact.id] = &contact;
    for (auto& row : tag_rows.get()) by_id.at(row.contact_id)->tags.push_back(std::move(row.tag));
    for (auto& row : phone_rows.get()) by_id.at(row.contact_id)->other_phones.push_back(std::move(row.phone));
    for (auto& row : value_rows.get()) {
        by_id.at(row.contact_id)->own_fields[row.key] = {row.kind, std::move(row.value)};
    }
}

void upsert_own_field_value(Transaction& tx, const Contact& contact, const std::string& name_folded,
                            const std::string& key, const OwnFieldValue& value) {
    tx.execute(upsert_value, contact.id, key, value.text, match_key(value), contact.company_id, name_folded);
}

void update_other_phones(Transaction& tx, const Contact& before, const Contact& after) {
    const auto has = [](const Contact& contact, const std::string& phone) {
        return std::ranges::find(contact.other_phones, phone) != contact.other_phones.end();
    };
    for (const auto& phone : before.other_phones) {
        if (!has(after, phone)) tx.execute(delete_other_phone, after.company_id, phone);
    }
    for (const auto& phone : after.other_phones) {
        if (!has(before, phone)) tx.execute(insert_other_phone, after.company_id, phone, after.id);
    }
}

}  // namespace

std::vector<Contact> list_contacts_by_id(Transaction& tx, std::span<const ContactId> ids) {
    if (ids.empty()) return {};
    StatementBuilder statement("SELECT " + contact_columns + " FROM " + from_contacts);
    auto contacts = statement.where(is_one_of_values("c.id", {ids.begin(), ids.end()})).all(tx, read_contact);
    std::map<std::string_view, std::size_t> order;
    for (std::size_t index = 0; index < ids.size(); ++index) order.emplace(ids[index].text(), index);
    std::ranges::sort(contacts, {}, [&](const Contact& contact) { return order.at(contact.id.text()); });
    add_other_rows(tx, contacts);
    return contacts;
}

std::optional<ContactWithRights> find_contact(Transaction& tx, const access::Caller& caller, const ContactId& id,
                                              Time now) {
    StatementBuilder statement("SELECT " + contact_columns + ", ");
    statement.add(access::companies_with(caller, {}, now).contains("c.company_id")).add(" FROM ").add(from_contacts);
    bool in_scope = false;
    auto found = statement.where("c.id = ?", {id}).all(tx, [&](const database::Row& row) {
        in_scope = row.boolean(row.column_count() - 1);
        return read_contact(row);
    });
    if (found.empty()) return std::nullopt;
    add_other_rows(tx, found);
    return ContactWithRights{std::move(found.front()), access::rights_on(caller, in_scope)};
}

std::optional<ContactName> find_contact_name_by_phone(Transaction& tx, const CompanyId& company,
                                                      const std::string& phone, const ContactId& except) {
    return tx.first(
        select_name_by_phone,
        [](const database::Row& row) {
            return ContactName{row.id<ContactId>(0), row.text(1)};
        },
        company, phone, except);
}

void insert_contact_row(Transaction& tx, const Contact& contact) {
    static const auto statement = database::insert_statement<NewContact>("contacts");
    const NewContact stored{stored_form(contact), next_contact_number(tx), search_text_of(contact)};
    tx.execute_with(statement, database::column_values(stored));
    insert_tags_of_contact(tx, contact.id, contact.tags);
    index_many_waiting_contacts(tx);
    for (const auto& [key, value] : contact.own_fields) {
        upsert_own_field_value(tx, contact, stored.name_folded, key, value);
    }
}

void update_contact_row(Transaction& tx, const Contact& before, const Contact& after) {
    static const auto statement =
        fmt::format("UPDATE contacts SET {} WHERE id = ${}", database::set_clause<StoredContact>(),
                    database::column_names<StoredContact>().size() + 1);
    auto stored = stored_form(after);
    stored.version = before.version + 1;
    auto values = database::column_values(stored);
    values.emplace_back(stored.id);
    tx.execute_with(statement, values);
    if (auto text = search_text_of(after); text != search_text_of(before)) update_search_text(tx, after.id, text);
    if (before.name != after.name) tx.execute(update_name_of_values, stored.name_folded, stored.id);
    if (before.tags != after.tags) {
        delete_tags_of_contact(tx, after.id);
        insert_tags_of_contact(tx, after.id, after.tags);
    }
    update_other_phones(tx, before, after);
    for (const auto& [key, value] : before.own_fields) {
        if (!after.own_fields.contains(key)) tx.execute(delete_value, after.id, key);
    }
    for (const auto& [key, value] : after.own_fields) {
        const auto old = before.own_fields.find(key);
        if (old == before.own_fields.end() || old->second != value) {
            upsert_own_field_value(tx, after, stored.name_folded, key, value);
        }
    }
}

void delete_contact_row(Transaction& tx, const ContactId& id) {
    remove_from_search(tx, id);
    tx.execute(delete_statement, id);
    index_many_waiting_contacts(tx);
}

void delete_contact_rows(Transaction& tx, std::span<const ContactId> ids) {
    for_each_part_of_ids(ids, [&](std::span<const ContactId> part) {
        for (const auto& id : part) remove_from_search(tx, id);
        StatementBuilder("DELETE FROM contacts").where(is_one_of("id", part)).execute(tx);
    });
    index_many_waiting_contacts(tx);
}

void raise_contact_versions(Transaction& tx, std::span<const ContactId> ids, Time now) {
    for_each_part_of_ids(ids, [&](std::span<const ContactId> part) {
        StatementBuilder::update("contacts", {{"updated_at", now}})
            .add(", version = version + 1")
            .where(is_one_of("id", part))
            .execute(tx);
    });
}

void update_contact_do_not_call(Transaction& tx, std::span<const ContactId> ids, bool do_not_call, Time now) {
    for_each_part_of_ids(ids, [&](std::span<const ContactId> part) {
        StatementBuilder::update("contacts", {{"do_not_call", do_not_call}, {"updated_at", now}})
            .add(", version = version + 1")
            .where(is_one_of("id", part))
            .execute(tx);
    });
}

std::string refold_contact_filters(Transaction& tx, const std::string& position) {
    const auto ids = tx.all(
        select_ids_after, [](const database::Row& row) { return row.id<ContactId>(0); }, position,
        database::refolded_rows);
    for (const auto& contact : list_contacts_by_id(tx, ids)) {
        tx.execute(update_caseless, without_case(contact.email), without_case(contact.job_title), contact.id);
        update_search_text(tx, contact.id, search_text_of(contact));
        for (const auto& [key, value] : contact.own_fields) {
            upsert_own_field_value(tx, contact, fold(contact.name), key, value);
        }
    }
    return std::ssize(ids) < database::refolded_rows ? std::string() : ids.back().text();
}

std::string refold_contact_names(Transaction& tx, const std::string& position) {
    return database::refold_names(tx, "SELECT id, name, name_folded FROM contacts WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE contacts SET name_folded = $1 WHERE id = $2", position);
}

}  // namespace rollcall::contacts
