#include "audit/audit_name_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "database/statement_builder.hpp"

namespace rollcall::audit {

namespace {

struct TableWords {
    std::string_view select;
    std::string_view deleted;
    std::string_view some_deleted;
};
// In the order of NamedTable.
constexpr TableWords tables[] = {
    {"SELECT id, name FROM agents WHERE id IN (?", "a deleted agent", "deleted agents"},
    {"SELECT id, name FROM companies WHERE id IN (?", "a deleted company", "deleted companies"},
    {"SELECT id, name FROM connections WHERE id IN (?", "a deleted connection", "deleted connections"},
    {"SELECT id, name FROM contacts WHERE id IN (?", "a deleted contact", "deleted contacts"},
    {"SELECT id, name FROM members WHERE id IN (?", "a removed member", "removed members"},
    {"SELECT id, name FROM segments WHERE id IN (?", "a deleted segment", "deleted segments"},
};

const TableWords& words_of(NamedTable table) { return tables[static_cast<std::size_t>(table)]; }

/// There are two texts of each statement, so that few are prepared: the last id fills what is left.
database::StatementBuilder select_names(NamedTable table, std::span<const std::string> ids) {
    const std::size_t size = ids.size() <= 8 ? 8 : 100;
    std::string text(words_of(table).select);
    std::vector<database::Parameter> values;
    for (std::size_t index = 0; index < size; ++index) {
        if (index > 0) text += ", ?";
        values.emplace_back(ids[std::min(index, ids.size() - 1)]);
    }
    database::StatementBuilder statement;
    return statement.add(text + ")", values);
}

}  // namespace

std::map<std::string, std::string, std::less<>> find_names(
    database::Transaction& tx, const std::map<NamedTable, std::set<std::string>>& ids_of_tables) {
    using Name = std::pair<std::string, std::string>;
    constexpr std::size_t ids_of_one_statement = 100;
    std::vector<database::LaterRows<std::vector<Name>>> parts;
    for (const auto& [table, some] : ids_of_tables) {
        const std::vector<std::string> ids(some.begin(), some.end());
        for (std::span<const std::string> rest(ids); !rest.empty();) {
            const auto part = rest.first(std::min(rest.size(), ids_of_one_statement));
            const auto read_name = [](const database::Row& row) { return Name(row.text(0), row.text(1)); };
            parts.push_back(select_names(table, part).all_later(tx, read_name));
            rest = rest.subspan(part.size());
        }
    }
    std::map<std::string, std::string, std::less<>> names;
    for (auto& part : parts) {
        for (auto& name : part.get()) names.insert(std::move(name));
    }
    return names;
}

std::string describe_deleted(NamedTable table, std::size_t count) {
    const auto& words = words_of(table);
    return count == 1 ? std::string(words.deleted) : fmt::format("{} {}", count, words.some_deleted);
}

}  // namespace rollcall::audit
