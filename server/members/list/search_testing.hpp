#pragma once

#include "database/database.hpp"
#include "members/list/search_store.hpp"

/// For tests of the search.
namespace rollcall::members {

/// Makes the index of the search, as for a large account, and keeps it up to date from then on.
inline void make_search_index(database::Database& database) {
    while (database.write([](database::Transaction& tx) { return update_search_index(tx, 0); })) {
    }
}

/// Counts the statements of another transaction, which only reads, and their rows.
class CountingTransaction final : public database::Transaction {
public:
    explicit CountingTransaction(database::Transaction& counted) : counted_(counted) {}

    int statements = 0;
    int rows = 0;

protected:
    std::int64_t run(std::string_view sql, std::span<const database::Parameter> parameters,
                     const std::function<void(const database::Row&)>& on_row) override {
        ++statements;
        counted_.all_of(sql, parameters, [&](const database::Row& row) {
            on_row(row);
            return ++rows;
        });
        return 0;
    }

private:
    database::Transaction& counted_;
};

}  // namespace rollcall::members
