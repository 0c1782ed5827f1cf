#include "audit/audit_store.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <string>

namespace rollcall::audit {

namespace {

constexpr auto insert_entry = R"(
    INSERT INTO audit_entries (id, happened_at, actor_id, action, subject_id, fields)
    VALUES ($1, $2, $3, $4, $5, $6))";

constexpr auto columns = R"(
    e.id, e.happened_at, e.actor_id, actor.name, e.action, e.subject_id, COALESCE(m.name, c.name, a.name, k.name, t.name, account.name), e.fields)";
constexpr auto from_entries = R"(
    audit_entries e
    LEFT JOIN members actor ON actor.id = e.actor_id
    LEFT JOIN members m ON m.id = e.subject_id
    LEFT JOIN companies c ON c.id = e.subject_id
    LEFT JOIN agents a ON a.id = e.subject_id
    LEFT JOIN connections k ON k.id = e.subject_id
    LEFT JOIN api_tokens t ON t.id = e.subject_id
    LEFT JOIN accounts account ON e.subject_id = 'account')";

std::vector<std::string> split(std::string_view names) {
    std::vector<std::string> fields;
    while (!names.empty()) {
        const auto comma = std::min(names.find(','), names.size());
        fields.emplace_back(names.substr(0, comma));
        names.remove_prefix(std::min(comma + 1, names.size()));
    }
    return fields;
}

Entry read_entry(const database::Row& row) {
    return {
        .id = row.text(0),
        .happened_at = row.time(1),
        .actor = row.id<MemberId>(2),
        .actor_name = row.optional_text(3),
        .action = row.text(4),
        .subject = row.text(5),
        .subject_name = row.optional_text(6),
        .fields = split(row.text_view(7)),
    };
}

}  // namespace

database::Page<Entry> list(database::Transaction& tx, const Filter& filter, const database::PageRequest& request) {
    database::ListQuery query(columns, from_entries, "e.id");
    if (filter.actor) query.where("e.actor_id = ?", {*filter.actor});
    if (filter.action) query.where("e.action = ?", {*filter.action});
    if (filter.subject) query.where("e.subject_id = ?", {*filter.subject});
    return query.page(tx, request, read_entry);
}

void record(database::Transaction& tx, Time now, const Actor& actor, std::string_view action, std::string_view subject,
            std::span<const std::string_view> fields) {
    const auto id = make_uuid(now);
    const auto names = fmt::format("{}", fmt::join(fields, ","));
    tx.execute(insert_entry, id, now, actor.member, action, subject, names);
}

}  // namespace rollcall::audit
