#include "contacts/own_fields/own_field_store.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using database::StatementBuilder;

struct OwnFieldRow {
    ContactFieldId id;
    std::string key;
    std::string label;
    OwnFieldKind kind;
    std::string choices;  // a JSON array
    Time created_at;
    Version version;
};
BOOST_DESCRIBE_STRUCT(OwnFieldRow, (), (id, key, label, kind, choices, created_at, version))

const auto select_fields = "SELECT " + database::columns_of<OwnFieldRow>("f") + " FROM contact_fields f";
constexpr auto delete_statement = "DELETE FROM contact_fields WHERE id = $1";
constexpr auto select_value = "SELECT 1 FROM contact_field_values WHERE field_id = $1 AND value = $2 LIMIT 1";

OwnField read_own_field(const database::Row& row) {
    const auto read = database::read_row<OwnFieldRow>(row);
    return {.id = read.id,
            .key = read.key,
            .label = read.label,
            .kind = read.kind,
            .choices = boost::json::value_to<std::vector<std::string>>(boost::json::parse(read.choices)),
            .created_at = read.created_at,
            .version = read.version};
}

std::string choices_as_json(const OwnField& field) {
    return boost::json::serialize(boost::json::array(field.choices.begin(), field.choices.end()));
}

}  // namespace

std::vector<OwnField> list_own_fields(database::Transaction& tx) { return list_own_fields_later(tx).get(); }

database::LaterRows<std::vector<OwnField>> list_own_fields_later(database::Transaction& tx) {
    static const auto statement = select_fields + " ORDER BY f.id";
    return tx.all_later(statement, read_own_field);
}

std::optional<OwnField> find_own_field(database::Transaction& tx, const ContactFieldId& id) {
    static const auto statement = select_fields + " WHERE f.id = $1";
    return tx.first(statement, read_own_field, id);
}

bool insert_own_field_row(database::Transaction& tx, const OwnField& field) {
    const auto choices = choices_as_json(field);
    const auto rows = StatementBuilder::insert_into("contact_fields", {{"id", field.id},
                                                                       {"key", field.key},
                                                                       {"label", field.label},
                                                                       {"kind", field.kind},
                                                                       {"choices", choices},
                                                                       {"created_at", field.created_at}})
                          .add(" ON CONFLICT (key) DO NOTHING")
                          .execute(tx);
    return rows == 1;
}

void update_own_field_row(database::Transaction& tx, const OwnField& field) {
    const auto choices = choices_as_json(field);
    StatementBuilder::update("contact_fields", {{"label", field.label}, {"choices", choices}})
        .add(", version = version + 1")
        .where("id = ?", {field.id})
        .execute(tx);
}

void delete_own_field_row(database::Transaction& tx, const ContactFieldId& id) { tx.execute(delete_statement, id); }

bool has_own_field_value(database::Transaction& tx, const ContactFieldId& id, const std::string& value) {
    return tx
        .first(
            select_value, [](const database::Row& row) { return row.integer(0); }, id, value)
        .has_value();
}

}  // namespace rollcall::contacts
