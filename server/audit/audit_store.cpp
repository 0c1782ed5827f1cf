#include "audit/audit_store.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <iterator>
#include <span>
#include <tuple>

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

// A number that was erased has no name, whatever is kept of it.
const auto columns = database::columns_of<EntryRow>(
    "e",
    {{"actor_name", "actor.name"},
     {"actor_token_name", "actor_token.name"},
     {"subject_name",
      "COALESCE(m.name, c.name, a.name, k.name, p.name, t.name, recipient.name, account.name, contact.name, s.name, "
      "field.label, import.file_name, CASE WHEN substr(entry.phone, 1, 1) = '+' THEN entry.phone END)"}});
constexpr auto from_entries = R"(
    audit_entries e
    LEFT JOIN members actor ON actor.id = e.actor_id
    LEFT JOIN api_tokens actor_token ON actor_token.id = e.actor_token_id
    LEFT JOIN members m ON m.id = e.subject_id
    LEFT JOIN companies c ON c.id = e.subject_id
    LEFT JOIN agents a ON a.id = e.subject_id
    LEFT JOIN connections k ON k.id = e.subject_id
    LEFT JOIN campaigns p ON p.id = e.subject_id
    LEFT JOIN api_tokens t ON t.id = e.subject_id
    LEFT JOIN mail ON mail.id = e.subject_id
    LEFT JOIN members recipient ON recipient.id = mail.member_id
    LEFT JOIN accounts account ON e.subject_id = 'account'
    LEFT JOIN contacts contact ON contact.id = e.subject_id
    LEFT JOIN segments s ON s.id = e.subject_id
    LEFT JOIN contact_fields field ON field.id = e.subject_id
    LEFT JOIN contact_imports import ON import.id = e.subject_id
    LEFT JOIN do_not_call_entries entry ON entry.id = e.subject_id)";

constexpr auto delete_details = "DELETE FROM audit_details WHERE person_id = $1";

constexpr auto select_times =
    "SELECT happened_at FROM audit_entries WHERE actor_id = $1 AND action = $2 AND happened_at > $3 "
    "ORDER BY happened_at";

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

/// In one round trip.
void read_details(database::Transaction& tx, std::vector<Entry>& entries) {
    std::vector<database::LaterRows<std::vector<DetailsRow>>> details;
    for (const auto& entry : entries) {
        details.push_back(tx.all_later(select_details, database::read_row<DetailsRow>, entry.id));
    }
    for (std::size_t index = 0; index < entries.size(); ++index) {
        for (const auto& row : details[index].get()) {
            entries[index].details.emplace(row.person_id, boost::json::parse(row.details).as_object());
        }
    }
}

/// A new entry, as its row and those of its details.
struct NewEntry {
    std::string id;
    std::string_view action;
    std::string_view subject;
    std::string fields;
    std::optional<std::string> changes;
    std::map<MemberId, std::string> details;
};

template <class Details>
NewEntry make_entry(Time now, const Actor& actor, std::string_view action, std::string_view subject,
                    const Changes& changes, const Details& details) {
    std::map<MemberId, boost::json::object> by_person;
    if (!actor.address.empty()) by_person[actor.member]["address"] = actor.address;
    for (const auto& [person, data] : details) {
        for (const auto& [name, value] : data) by_person[person][name] = value;
    }
    NewEntry entry{.id = make_uuid(now),
                   .action = action,
                   .subject = subject,
                   .fields = fmt::format("{}", fmt::join(changes.fields(), ",")),
                   .changes = {},
                   .details = {}};
    if (!changes.values().empty()) entry.changes = boost::json::serialize(changes.values());
    for (const auto& [person, data] : by_person) entry.details.emplace(person, boost::json::serialize(data));
    return entry;
}

template <class SomeId>
std::optional<SomeId> unless_empty(const SomeId& id) {
    return id.text().empty() ? std::nullopt : std::optional(id);
}

constexpr auto insert_entries = R"(
    INSERT INTO audit_entries (id, happened_at, actor_id, actor_kind, actor_session_id, actor_token_id,
        actor_token_prefix, action, subject_id, fields, changes) VALUES )";
constexpr auto insert_details = "INSERT INTO audit_details (entry_id, person_id, details) VALUES ";

/// All entries in one statement, and all details in another.
void insert_entry_rows(database::Transaction& tx, Time now, const Actor& actor, std::span<const NewEntry> entries) {
    StatementBuilder entry_rows(insert_entries);
    StatementBuilder details_rows(insert_details);
    std::string_view separator;
    std::string_view details_separator;
    for (const auto& entry : entries) {
        entry_rows.add(separator).add(
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {entry.id, now, actor.member, actor.kind, unless_empty(actor.session), unless_empty(actor.api_token),
             actor.token_prefix, entry.action, entry.subject, entry.fields, entry.changes});
        separator = ", ";
        for (const auto& [person, details] : entry.details) {
            details_rows.add(details_separator).add("(?, ?, ?)", {entry.id, person, details});
            details_separator = ", ";
        }
    }
    entry_rows.execute_later(tx);
    if (!details_separator.empty()) details_rows.execute_later(tx);
}

database::ListQuery query_of(const EntryFilter& filter) {
    database::ListQuery query(columns, from_entries, "e.id");
    if (filter.actor) query.where("e.actor_id = ?", {*filter.actor});
    if (filter.action) query.where("e.action = ?", {*filter.action});
    if (filter.actor_token) query.where("e.actor_token_id = ?", {*filter.actor_token});
    if (filter.subject) query.where("e.subject_id = ?", {*filter.subject});
    if (filter.from) query.where("e.happened_at >= ?", {*filter.from});
    if (filter.to) query.where("e.happened_at < ?", {*filter.to});
    return query;
}

database::Page<Entry> read_entries(const database::ListQuery& query, database::Transaction& tx,
                                   const database::PageRequest& request) {
    return query.page(tx, request,
                      [](const database::Row& row) { return entry_of(database::read_row<EntryRow>(row)); });
}

/// The entries by the member, and those about the member, each found through its own index, put in one order: with OR
/// in the condition, all of them would be read and sorted.
database::Page<Entry> page_of_member(database::Transaction& tx, const EntryFilter& filter, const std::string& member,
                                     const database::PageRequest& request) {
    auto by_member = query_of(filter);
    by_member.where("e.actor_id = ?", {member});
    auto about_member = query_of(filter);
    about_member.where("e.subject_id = ?", {member});
    about_member.where("e.actor_id <> ?", {member});

    auto part = request;
    ++part.limit;  // the row that shows whether there is another page
    auto first = read_entries(by_member, tx, part).items;
    auto second = read_entries(about_member, tx, part).items;
    const bool is_ascending = request.direction == database::Direction::ascending;
    const auto position = [](const Entry& entry) { return std::tie(entry.happened_at, entry.id); };
    database::Page<Entry> page;
    std::ranges::merge(std::move_iterator(first.begin()), std::move_sentinel(first.end()),
                       std::move_iterator(second.begin()), std::move_sentinel(second.end()),
                       std::back_inserter(page.items), [&](const Entry& left, const Entry& right) {
                           return is_ascending ? position(left) < position(right) : position(right) < position(left);
                       });
    if (request.cursor && request.cursor->reads_backwards()) std::ranges::reverse(page.items);
    page.items.erase(page.items.begin() + std::min<std::ptrdiff_t>(part.limit, std::ssize(page.items)),
                     page.items.end());
    database::PageEdges edges(request);
    for (const auto& entry : page.items) edges.add_row(milliseconds(entry.happened_at), entry.id);
    complete_page(page, edges, request);
    return page;
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

boost::json::value text_or_null(const std::optional<std::string>& text) {
    return text ? to_json(std::string_view(*text)) : boost::json::value();
}

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
    const auto entry = make_entry(now, actor, action, subject, changes, details);
    insert_entry_rows(tx, now, actor, std::span(&entry, 1));
}

void record_all(database::Transaction& tx, Time now, const Actor& actor,
                std::initializer_list<std::reference_wrapper<const Record>> records) {
    std::vector<NewEntry> entries;
    entries.reserve(records.size());
    for (const Record& each : records) {
        entries.push_back(make_entry(now, actor, each.action, each.subject, each.changes, each.details));
    }
    insert_entry_rows(tx, now, actor, entries);
}

void record_for_each(database::Transaction& tx, Time now, const Actor& actor, std::string_view action,
                     std::span<const std::string_view> subjects, const Changes& changes) {
    constexpr std::size_t entries_of_one_statement = 100;
    constexpr std::initializer_list<PersonDetails> no_details;
    while (!subjects.empty()) {
        const auto part = subjects.first(std::min(subjects.size(), entries_of_one_statement));
        std::vector<NewEntry> entries;
        for (const auto subject : part) entries.push_back(make_entry(now, actor, action, subject, changes, no_details));
        insert_entry_rows(tx, now, actor, entries);
        subjects = subjects.subspan(part.size());
    }
}

std::int64_t delete_person_details(database::Transaction& tx, const MemberId& person) {
    return tx.execute(delete_details, person);
}

std::vector<Time> list_times(database::Transaction& tx, const MemberId& actor, std::string_view action, Time since) {
    return tx.all(
        select_times, [](const database::Row& row) { return row.time(0); }, actor, action, since);
}

database::Page<Entry> list_entries(database::Transaction& tx, const EntryFilter& filter, EntryParts parts,
                                   const database::PageRequest& request) {
    auto page = filter.member ? page_of_member(tx, filter, *filter.member, request)
                              : read_entries(query_of(filter), tx, request);
    if (parts == EntryParts::with_details) read_details(tx, page.items);
    return page;
}

}  // namespace rollcall::audit
