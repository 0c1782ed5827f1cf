#include "contacts/contact_store.hpp"

#include <fmt/format.h>

#include <map>

#include "access/scope_store.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"
#include "database/folding_store.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using access::Permission;
using database::StatementBuilder;
using database::Transaction;

/// The columns of the table.
struct StoredContact {
    ContactId id;
    CompanyId company_id;
    std::string name;
    std::string name_folded;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<std::string> job_title;
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
                      (id, company_id, name, name_folded, phone, email, job_title, time_zone, do_not_call,
                       consent_purpose, consent_source, consent_wording, consent_at, consent_withdrawn_at, created_at,
                       updated_at, version))

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

constexpr auto select_name_by_phone = "SELECT name FROM contacts WHERE company_id = $1 AND phone = $2 AND id <> $3";
// By company, as the index is.
const auto select_of_number = "SELECT " + database::columns_of<ContactOfNumber>("c") +
                              " FROM contacts c WHERE c.company_id IN (SELECT id FROM companies) AND c.phone = $1";
constexpr auto insert_tag = "INSERT INTO contact_tags (contact_id, tag_caseless, tag) VALUES ($1, $2, $3)";
constexpr auto delete_tags = "DELETE FROM contact_tags WHERE contact_id = $1";
constexpr auto upsert_value = R"(
    INSERT INTO contact_field_values (contact_id, field_id, value)
    VALUES ($1, (SELECT id FROM contact_fields WHERE key = $2), $3)
    ON CONFLICT (contact_id, field_id) DO UPDATE SET value = excluded.value)";
constexpr auto delete_value = R"(
    DELETE FROM contact_field_values
    WHERE contact_id = $1 AND field_id = (SELECT id FROM contact_fields WHERE key = $2))";
constexpr auto delete_statement = "DELETE FROM contacts WHERE id = $1";

StoredContact stored_form(const Contact& contact) {
    StoredContact stored{.id = contact.id,
                         .company_id = contact.company_id,
                         .name = contact.name,
                         .name_folded = fold(contact.name),
                         .phone = contact.phone,
                         .email = contact.email,
                         .job_title = contact.job_title,
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

Contact read_contact(const database::Row& database_row) {
    auto row = database::read_row<ContactRow>(database_row);
    Contact contact{.id = std::move(row.id),
                    .company_id = std::move(row.company_id),
                    .company_name = std::move(row.company_name),
                    .company_country = std::move(row.company_country),
                    .name = std::move(row.name),
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
    statement.add(" WHERE ").add(column).add(" IN (");
    for (const auto& contact : contacts) {
        statement.add(&contact == &contacts.front() ? "?" : ", ?", {contact.id});
    }
    statement.add(")");
}

/// Adds what other tables have about these contacts, in one statement each.
void add_tags_and_values(Transaction& tx, std::vector<Contact>& contacts) {
    if (contacts.empty()) return;
    std::map<ContactId, Contact*> by_id;
    for (auto& contact : contacts) by_id[contact.id] = &contact;

    StatementBuilder tags("SELECT " + database::columns_of<TagRow>("t") + " FROM contact_tags t");
    add_ids(tags, "t.contact_id", contacts);
    tags.add(" ORDER BY t.contact_id, t.tag_caseless");
    for (auto& row : tags.all(tx, database::read_row<TagRow>)) {
        by_id.at(row.contact_id)->tags.push_back(std::move(row.tag));
    }

    StatementBuilder values("SELECT " + database::columns_of<ValueRow>("v", {{"key", "f.key"}, {"kind", "f.kind"}}) +
                            " FROM contact_field_values v JOIN contact_fields f ON f.id = v.field_id");
    add_ids(values, "v.contact_id", contacts);
    for (auto& row : values.all(tx, database::read_row<ValueRow>)) {
        by_id.at(row.contact_id)->own_fields[row.key] = {row.kind, std::move(row.value)};
    }
}

void insert_tags(Transaction& tx, const Contact& contact) {
    for (const auto& tag : contact.tags) tx.execute(insert_tag, contact.id, fold_case(tag), tag);
}

}  // namespace

database::Page<Contact> list_contacts(Transaction& tx, const access::Caller& caller, const ContactFilter& filter,
                                      const database::PageRequest& request, Time now) {
    database::ListQuery query(contact_columns, from_contacts, "c.id");
    const auto scope = access::companies_with(caller, Permission::access_crm, now);
    if (!scope.is_everything()) query.where(scope.includes("c.company_id"));
    if (filter.company) query.where("c.company_id = ?", {*filter.company});
    if (filter.phone) query.where("c.phone = ?", {*filter.phone});
    if (filter.do_not_call) query.where("c.do_not_call = ?", {*filter.do_not_call});
    if (filter.tag) {
        query.where("c.id IN (SELECT contact_id FROM contact_tags WHERE tag_caseless = ?)", {fold_case(*filter.tag)});
    }
    auto page = query.page(tx, request, read_contact);
    add_tags_and_values(tx, page.items);
    return page;
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
    add_tags_and_values(tx, found);
    return ContactWithRights{std::move(found.front()), access::rights_on(caller, in_scope)};
}

std::optional<std::string> find_name_by_phone(Transaction& tx, const CompanyId& company, const std::string& phone,
                                              const ContactId& except) {
    return tx.first(
        select_name_by_phone, [](const database::Row& row) { return row.text(0); }, company, phone, except);
}

std::vector<ContactOfNumber> list_contacts_of_number(Transaction& tx, const std::string& phone) {
    return tx.all(select_of_number, database::read_row<ContactOfNumber>, phone);
}

void insert_contact_row(Transaction& tx, const Contact& contact) {
    static const auto statement = database::insert_statement<StoredContact>("contacts");
    const auto stored = stored_form(contact);
    tx.execute_with(statement, database::column_values(stored));
    insert_tags(tx, contact);
    for (const auto& [key, value] : contact.own_fields) tx.execute(upsert_value, contact.id, key, value.text);
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
    if (before.tags != after.tags) {
        tx.execute(delete_tags, after.id);
        insert_tags(tx, after);
    }
    for (const auto& [key, value] : before.own_fields) {
        if (!after.own_fields.contains(key)) tx.execute(delete_value, after.id, key);
    }
    for (const auto& [key, value] : after.own_fields) {
        const auto old = before.own_fields.find(key);
        if (old == before.own_fields.end() || old->second != value) tx.execute(upsert_value, after.id, key, value.text);
    }
}

void delete_contact_row(Transaction& tx, const ContactId& id) { tx.execute(delete_statement, id); }

std::string refold_contact_names(Transaction& tx, const std::string& position) {
    return database::refold_names(tx, "SELECT id, name, name_folded FROM contacts WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE contacts SET name_folded = $1 WHERE id = $2", position);
}

}  // namespace rollcall::contacts
