#include "app/check/check_store.hpp"

namespace rollcall::app {

namespace {

constexpr int most_of_each_kind = 200;

constexpr const char* sealed_values[] = {
    "SELECT secret_sealed FROM connections ORDER BY id LIMIT $1",
    "SELECT key_sealed FROM connections ORDER BY id LIMIT $1",
    "SELECT webhook_secret_sealed FROM campaigns ORDER BY id LIMIT $1",
    "SELECT sealed_token FROM mail WHERE next_attempt_at IS NOT NULL ORDER BY next_attempt_at, id LIMIT $1",
    "SELECT sealed_phone FROM number_erasures WHERE erased_at IS NULL ORDER BY requested_at LIMIT $1",
};

constexpr auto select_newest_entry = "SELECT happened_at FROM audit_entries ORDER BY happened_at DESC LIMIT 1";

}  // namespace

std::vector<std::string> list_sealed_values(database::Transaction& tx) {
    std::vector<std::string> values;
    const auto read = [](const database::Row& row) { return row.optional_text(0); };
    for (const auto* select : sealed_values) {
        for (auto& value : tx.all(select, read, most_of_each_kind)) {
            if (value) values.push_back(*std::move(value));
        }
    }
    return values;
}

std::optional<Time> find_newest_entry_time(database::Transaction& tx) {
    return tx.first(select_newest_entry, [](const database::Row& row) { return row.time(0); });
}

}  // namespace rollcall::app
