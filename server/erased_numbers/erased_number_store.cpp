#include "erased_numbers/erased_number_store.hpp"

#include <algorithm>
#include <span>

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::erased_numbers {

namespace {

// A call has two numbers, and each may be read in two ways: one text of the statement for all of them.
constexpr std::size_t hashes_of_one_statement = 8;
constexpr auto select_last = R"(
    SELECT max(erased_at) FROM erased_numbers WHERE number_hash IN ($1, $2, $3, $4, $5, $6, $7, $8))";
constexpr auto upsert = R"(
    INSERT INTO erased_numbers (number_hash, erased_at) VALUES ($1, $2)
    ON CONFLICT (number_hash) DO UPDATE SET erased_at = excluded.erased_at
    WHERE erased_numbers.erased_at < excluded.erased_at)";

}  // namespace

std::optional<Time> find_last_erasure_time(database::Transaction& tx, const std::vector<std::string>& hashes) {
    std::optional<Time> last;
    for (std::size_t begin = 0; begin < hashes.size(); begin += hashes_of_one_statement) {
        std::vector<database::Parameter> values;
        for (std::size_t index = 0; index < hashes_of_one_statement; ++index) {
            values.emplace_back(hashes[std::min(begin + index, hashes.size() - 1)]);
        }
        tx.all_of(select_last, values, [&](const database::Row& row) {
            if (!row.is_null(0)) last = std::max(last.value_or(Time{}), row.time(0));
            return 0;
        });
    }
    return last;
}

std::vector<std::string> list_erased_hashes(database::Transaction& tx, const std::vector<std::string>& hashes) {
    constexpr std::size_t hashes_at_once = 64;
    std::vector<std::string> erased;
    for (std::size_t begin = 0; begin < hashes.size(); begin += hashes_at_once) {
        database::StatementBuilder statement("SELECT number_hash FROM erased_numbers WHERE number_hash IN (");
        for (std::size_t index = 0; index < hashes_at_once; ++index) {
            statement.add(index == 0 ? "?" : ", ?", {hashes[std::min(begin + index, hashes.size() - 1)]});
        }
        for (auto& hash : statement.add(")").all(tx, [](const database::Row& row) { return row.text(0); })) {
            erased.push_back(std::move(hash));
        }
    }
    return erased;
}

std::vector<ErasedNumber> list_erased_numbers_after(database::Transaction& tx, const std::string& hash,
                                                    std::int64_t limit) {
    static const auto select_after = "SELECT " + database::columns_of<ErasedNumber>("n") +
                                     " FROM erased_numbers n WHERE n.number_hash > $1 ORDER BY n.number_hash LIMIT $2";
    return tx.all(select_after, database::read_row<ErasedNumber>, hash, limit);
}

void upsert_erased_number_row(database::Transaction& tx, const std::string& hash, Time now) {
    tx.execute(upsert, hash, now);
}

}  // namespace rollcall::erased_numbers
