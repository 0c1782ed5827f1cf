#include "campaigns/erasing/attempts_of_number_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "database/described_row.hpp"

namespace rollcall::campaigns {

namespace {

const auto select_attempts =
    "SELECT " + database::columns_of<Attempt>("a") + " FROM attempts a WHERE a.phone = $1 AND a.id < $2 LIMIT $3";

/// A text after the ids, which begin with the time, of all attempts that were made until then.
std::string first_id_after(Time until) {
    constexpr std::int64_t last_time = 0xffff'ffff'ffff;
    const auto next = std::min(milliseconds(until), last_time) + 1;
    if (next > last_time) return "g";  // after all digits
    return fmt::format("{:08x}-{:04x}-", next >> 16, next & 0xffff);
}

constexpr auto select_phones_after =
    "SELECT DISTINCT a.phone FROM attempts a WHERE a.phone > $1 ORDER BY a.phone LIMIT $2";
constexpr auto select_count = "SELECT count(*) FROM attempts a WHERE a.phone = $1";

}  // namespace

std::vector<Attempt> list_attempts_of_number(database::Transaction& tx, const std::string& phone, Time until,
                                             std::int64_t limit) {
    return tx.all(select_attempts, database::read_row<Attempt>, phone, first_id_after(until), limit);
}

std::vector<std::string> list_attempt_phones_after(database::Transaction& tx, const std::string& phone,
                                                   std::int64_t limit) {
    return tx.all(
        select_phones_after, [](const database::Row& row) { return row.text(0); }, phone, limit);
}

std::int64_t count_attempts_of_number(database::Transaction& tx, const std::string& phone) {
    return *tx.first(
        select_count, [](const database::Row& row) { return row.integer(0); }, phone);
}

}  // namespace rollcall::campaigns
