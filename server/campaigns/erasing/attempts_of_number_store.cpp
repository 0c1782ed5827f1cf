#include "campaigns/erasing/attempts_of_number_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::campaigns {

namespace {

const auto select_attempts =
    "SELECT " + database::columns_of<Attempt>("a") + " FROM attempts a WHERE a.phone = $1 LIMIT $2";
constexpr auto select_count = "SELECT count(*) FROM attempts a WHERE a.phone = $1";

}  // namespace

std::vector<Attempt> list_attempts_of_number(database::Transaction& tx, const std::string& phone, std::int64_t limit) {
    return tx.all(select_attempts, database::read_row<Attempt>, phone, limit);
}

std::int64_t count_attempts_of_number(database::Transaction& tx, const std::string& phone) {
    return *tx.first(
        select_count, [](const database::Row& row) { return row.integer(0); }, phone);
}

}  // namespace rollcall::campaigns
