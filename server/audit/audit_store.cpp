#include "audit/audit_store.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::audit {

namespace {

using database::StatementBuilder;

/// An entry as its row holds it.
struct EntryRow {
    std::string id;
    Time happened_at;
    MemberId actor_id;
    std::optional<std::string> actor_name;
    std::optional<ActorKind> actor_kind;
    std::optional<ApiTokenId> actor_token_id;
    std::optional<std::string> actor_token_name;
    std::optional<std::string> actor_token_prefix;
    std::string action;
    std::string subject_id;
    std::optional<std::string> subject_name;
    std::string fields;  ///< names, separated by commas
    std::optional<std::string> changes;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (id, happened_at, actor_id, actor_name, actor_kind, actor_token_id, actor_token_name,
                       actor_token_prefix, action, subject_id, subject_name, fields, changes))

const auto columns = database::columns_of<EntryRow>(
    "e", {{"actor_name", "actor.name"},
          {"actor_token_name", "actor_token.name"},
          {"subject_name", "COALESCE(m.name, c.name, a.name, k.name, t.name, recipient.name, account.name)"}});
constexpr auto from_entries = R"(
    audit_entries e
    LEFT JOIN members actor ON actor.id = e.actor_id
    LEFT JOIN api_tokens actor_token ON actor_token.id = e.actor_token_id
    LEFT JOIN members m ON m.id = e.subject_id
    LEFT JOIN companies c ON c.id = e.subject_id
    LEFT JOIN agents a ON a.id = e.subject_id
    LEFT JOIN connections k ON k.id = e.subject_id
    LEFT JOIN api_tokens t ON t.id = e.subject_id
    LEFT JOIN mail ON mail.id = e.subject_id
    LEFT JOIN members recipient ON recipient.id = mail.member_id
    LEFT JOIN accounts account ON e.subject_id = 'account')";

constexpr auto delete_details = "DELETE FROM audit_details WHERE person_id = $1";

struct DetailsRow {
    std::string person_id;
    std::string details;
};
BOOST_DESCRIBE_STRUCT(DetailsRow, (), (person_id, details))

const auto select_details =
    "SELECT " + database::columns_of<DetailsRow>("d") + " FROM audit_details d WHERE d.entry_id = $1";

std::vector<std::string> split(std::string_view names) {
    std::vector<std::string> fields;
    while (!names.empty()) {
        const auto comma = std::min(names.find(','), names.size());
        fields.emplace_back(names.substr(0, comma));
        names.remove_prefix(std::min(comma + 1, names.size()));
    }
    return fields;
}

Entry entry_of(const EntryRow& row) {
    return {
        .id = row.id,
        .happened_at = row.happened_at,
        .actor_id = row.actor_id,
        .actor_name = row.actor_name,
        .actor_kind = row.actor_kind,
        .actor_token_id = row.actor_token_id,
        .actor_token_name = row.actor_token_name,
        .actor_token_prefix = row.actor_token_prefix,
        .action = row.action,
        .subject_id = row.subject_id,
        .subject_name = row.subject_name,
        .fields = split(row.fields),
        .changes = row.changes ? boost::json::parse(*row.changes).as_object() : boost::json::object(),
        .details = {},
    };
}

void read_details(database::Transaction& tx, Entry& entry) {
    for (const auto& row : tx.all(select_details, database::read_row<DetailsRow>, entry.id)) {
        entry.details.emplace(row.person_id, boost::json::parse(row.details).as_object());
    }
}

void insert_details_row(database::Transaction& tx, const std::string& entry, const MemberId& person,
                        const boost::json::object& details) {
    StatementBuilder::insert_into(
        "audit_details", {{"entry_id", entry}, {"person_id", person}, {"details", boost::json::serialize(details)}})
        .execute(tx);
}

template <class SomeId>
std::optional<SomeId> unless_empty(const SomeId& id) {
    return id.text().empty() ? std::nullopt : std::optional(id);
}

}  // namespace

Changes& Changes::add(std::string_view field) {
    fields_.push_back(field);
    return *this;
}

Changes& Changes::add(std::string_view field, const boost::json::value& before, const boost::json::value& after) {
    if (before == after) return *this;
    values_[field] = {{"before", before}, {"after", after}};
    return add(field);
}

Changes& Changes::add_initial(std::string_view field, const boost::json::value& value) {
    values_[field] = {{"before", nullptr}, {"after", value}};
    return *this;
}

boost::json::value to_json(std::string_view text) { return boost::json::string(text); }

boost::json::value to_json(access::Permissions permissions) {
    boost::json::array names;
    for (const auto& text : access::permission_texts) {
        if (permissions.has(text.permission)) names.emplace_back(text.name);
    }
    return names;
}

boost::json::value to_json(const std::optional<Time>& time) {
    return time ? boost::json::value(to_rfc3339(*time)) : boost::json::value();
}

void record(database::Transaction& tx, Time now, const Actor& actor, std::string_view action, std::string_view subject,
            const Changes& changes, std::initializer_list<PersonDetails> details) {
    const auto id = make_uuid(now);
    const auto values =
        changes.values().empty() ? std::nullopt : std::optional(boost::json::serialize(changes.values()));
    StatementBuilder::insert_into("audit_entries", {{"id", id},
                                                    {"happened_at", now},
                                                    {"actor_id", actor.member},
                                                    {"actor_kind", actor.kind},
                                                    {"actor_session_id", unless_empty(actor.session)},
                                                    {"actor_token_id", unless_empty(actor.api_token)},
                                                    {"actor_token_prefix", actor.token_prefix},
                                                    {"action", action},
                                                    {"subject_id", subject},
                                                    {"fields", fmt::format("{}", fmt::join(changes.fields(), ","))},
                                                    {"changes", values}})
        .execute(tx);

    std::map<MemberId, boost::json::object> by_person;
    if (!actor.address.empty()) by_person[actor.member]["address"] = actor.address;
    for (const auto& [person, data] : details) {
        for (const auto& [name, value] : data) by_person[person][name] = value;
    }
    for (const auto& [person, data] : by_person) insert_details_row(tx, id, person, data);
}

std::int64_t delete_person_details(database::Transaction& tx, const MemberId& person) {
    return tx.execute(delete_details, person);
}

database::Page<Entry> list_entries(database::Transaction& tx, const EntryFilter& filter, EntryParts parts,
                                   const database::PageRequest& request) {
    database::ListQuery query(columns, from_entries, "e.id");
    if (filter.actor) query.where("e.actor_id = ?", {*filter.actor});
    if (filter.action) query.where("e.action = ?", {*filter.action});
    if (filter.actor_token) query.where("e.actor_token_id = ?", {*filter.actor_token});
    if (filter.subject) query.where("e.subject_id = ?", {*filter.subject});
    auto page =
        query.page(tx, request, [](const database::Row& row) { return entry_of(database::read_row<EntryRow>(row)); });
    if (parts == EntryParts::with_details) {
        for (auto& entry : page.items) read_details(tx, entry);
    }
    return page;
}

}  // namespace rollcall::audit
