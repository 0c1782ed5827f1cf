#include "app/check/check_store.hpp"

namespace rollcall::app {

namespace {

constexpr const char* sealed_values[] = {
    "SELECT secret_sealed FROM connections WHERE secret_sealed IS NOT NULL ORDER BY id LIMIT 200",
    "SELECT key_sealed FROM connections WHERE key_sealed IS NOT NULL ORDER BY id LIMIT 200",
    "SELECT webhook_secret_sealed FROM campaigns WHERE webhook_secret_sealed IS NOT NULL ORDER BY id LIMIT 200",
    "SELECT sealed_token FROM mail WHERE sealed_token IS NOT NULL ORDER BY id DESC LIMIT 200",
    "SELECT sealed_phone FROM number_erasures WHERE sealed_phone IS NOT NULL ORDER BY id LIMIT 200",
};

constexpr auto select_newest_entry = "SELECT happened_at FROM audit_entries ORDER BY happened_at DESC LIMIT 1";

}  // namespace

std::vector<std::string> list_sealed_values(database::Transaction& tx) {
    std::vector<std::string> values;
    for (const auto* select : sealed_values) {
        for (auto& value : tx.all(select, [](const database::Row& row) { return row.text(0); })) {
            values.push_back(std::move(value));
        }
    }
    return values;
}

std::optional<Time> find_newest_entry_time(database::Transaction& tx) {
    return tx.first(select_newest_entry, [](const database::Row& row) { return row.time(0); });
}

}  // namespace rollcall::app
