#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "database/parameter.hpp"
#include "database/row.hpp"

namespace rollcall::database::sqlite {

/// One prepared statement; can run any number of times.
class Statement {
public:
    /// Throws std::logic_error unless the text is one statement whose parameters are `$1`, `$2`, ... without a gap.
    Statement(sqlite3* handle, std::string_view sql);

    /// Binds and runs; can run again afterwards, also when `on_row` throws. Returns the number of changed rows.
    std::int64_t run(std::span<const Parameter> parameters, const std::function<void(const Row&)>& on_row);

    /// Whether it is running: `on_row` may run the same statement again.
    bool is_running() const { return sqlite3_stmt_busy(statement_.get()) != 0; }

    const std::string& sql() const { return sql_; }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    void number_parameters();
    void bind(std::span<const Parameter> parameters);

    sqlite3* handle_;
    std::string sql_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    std::vector<int> index_of_;  ///< SQLite's index of `$n` is index_of_[n - 1]
};

}  // namespace rollcall::database::sqlite
