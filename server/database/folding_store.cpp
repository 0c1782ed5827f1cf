#include "database/folding_store.hpp"

#include <spdlog/spdlog.h>

#include <stdexcept>

#include "core/text.hpp"

namespace rollcall::database {

namespace {

constexpr auto select_folding = "SELECT version, position FROM foldings WHERE target = $1";
constexpr auto update_position = "UPDATE foldings SET position = $1 WHERE target = $2";
constexpr auto update_version = "UPDATE foldings SET version = $1, position = '' WHERE target = $2";

struct Folding {
    std::int64_t version;
    std::string position;
};

struct FoldedName {
    std::string id;
    std::string name;
    std::string folded;
};

// Returns whether rows may be left.
bool refold_some(Transaction& tx, const FoldedRows& rows) {
    const auto folding = tx.first(
        select_folding,
        [](const Row& row) {
            return Folding{row.integer(0), row.text(1)};
        },
        rows.target);
    if (!folding) throw std::logic_error("a kind of row that is not in the table foldings");
    if (folding->version >= fold_version) return false;
    const auto position = rows.refold_next(tx, folding->position);
    if (!position.empty()) {
        tx.execute(update_position, position, rows.target);
        return true;
    }
    tx.execute(update_version, fold_version, rows.target);
    return false;
}

bool is_up_to_date(Database& database, const FoldedRows& rows) {
    const auto version = database.read([&](Transaction& tx) {
        return tx.first(
            select_folding, [](const Row& row) { return row.integer(0); }, rows.target);
    });
    return version && *version >= fold_version;
}

}  // namespace

void refold_rows(Database& database, const FoldedRows& rows, const std::stop_token& stop) {
    if (is_up_to_date(database, rows)) return;
    spdlog::info("Updating the search: {}", rows.target);
    while (database.write([&](Transaction& tx) { return refold_some(tx, rows); })) {
        if (stop.stop_requested()) return;
    }
    spdlog::info("Updating the search: {} done", rows.target);
}

std::string refold_names(Transaction& tx, std::string_view select_after, std::string_view update,
                         const std::string& position) {
    const auto read_name = [](const Row& row) { return FoldedName{row.text(0), row.text(1), row.text(2)}; };
    const auto names = tx.all(select_after, read_name, position, refolded_rows);
    for (const auto& [id, name, folded] : names) {
        if (const auto now = fold(name); now != folded) tx.execute(update, now, id);
    }
    return names.empty() ? std::string() : names.back().id;
}

}  // namespace rollcall::database
