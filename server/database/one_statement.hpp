#pragma once

#include <functional>
#include <stdexcept>
#include <utility>

#include "database/database.hpp"

namespace rollcall::database {

/// What the function of `Database::read_statement` gets. Throws std::logic_error for a second statement.
class OneStatement final : public Transaction {
public:
    /// The same as Transaction::run.
    using Run = std::function<std::int64_t(std::string_view sql, std::span<const Parameter> parameters,
                                           const std::function<void(const Row&)>& on_row)>;

    explicit OneStatement(Run run) : run_(std::move(run)) {}

protected:
    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override {
        if (std::exchange(has_run_, true)) throw std::logic_error("a second statement in a read of one");
        return run_(sql, parameters, on_row);
    }

private:
    const Run run_;
    bool has_run_ = false;
};

}  // namespace rollcall::database
