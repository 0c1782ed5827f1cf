#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "database/row.hpp"

namespace rollcall::database::postgres {

/// The result of one statement. It is complete in memory, so that other statements may run while its rows are read.
class Result {
public:
    explicit Result(PGresult* result) : result_(result) {}

    /// Whether the statement succeeded.
    bool has_succeeded() const;
    /// Whether the server skipped it, since one before it in the pipeline had failed.
    bool was_skipped() const { return PQresultStatus(result_.get()) == PGRES_PIPELINE_ABORTED; }

    /// Calls `on_row` for each row.
    void read(std::string_view sql, const std::function<void(const Row&)>& on_row) const;

    /// How many rows were inserted, changed or deleted.
    std::int64_t rows_changed() const;

    PGresult* get() const { return result_.get(); }

private:
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    std::unique_ptr<PGresult, Clear> result_;
};

}  // namespace rollcall::database::postgres
