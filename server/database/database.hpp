#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "database/parameter.hpp"
#include "database/row.hpp"

namespace rollcall::database {

/// A constraint of the schema refused a statement. A store that knows what the constraint means catches it and throws
/// an Error, or returns false; uncaught, it ends the request as `internal`.
class ConstraintViolated : public std::runtime_error {
public:
    enum class Kind { unique, foreign_key, other };

    ConstraintViolated(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    Kind kind() const { return kind_; }

private:
    Kind kind_;
};

class Transaction;

/// The rows of a statement of `Transaction::all_later`.
template <class Rows>
class LaterRows {
public:
    /// Waits for them where that is necessary. Once, and before the function of the transaction ends.
    Rows get();
    /// The same for a statement that always has one row. Throws std::logic_error where it has none.
    typename Rows::value_type get_only();

private:
    friend class Transaction;
    LaterRows(Transaction& tx, std::shared_ptr<Rows> rows) : tx_(tx), rows_(std::move(rows)) {}

    Transaction& tx_;
    std::shared_ptr<Rows> rows_;
};

/// Runs statements inside one transaction, with `$1`, `$2`, ... bound to the arguments. Statements are prepared once
/// per connection and cached by their text, so there should be few different texts.
class Transaction {
public:
    virtual ~Transaction() = default;

    /// Runs a statement whose rows, if any, are not needed. Returns how many rows it changed.
    template <class... Values>
    std::int64_t execute(std::string_view sql, const Values&... values) {
        return run(sql, {Parameter(values)...}, [](const Row&) {});
    }

    /// The same where nobody needs to know how many rows were changed. PostgreSQL is not waited for: the statement runs
    /// at the latest with the next one that is not of this kind, or with the commit, and what it fails with is thrown
    /// there, as the failure of the write. So it is not for statements whose violated constraint a store catches.
    template <class... Values>
    void execute_later(std::string_view sql, const Values&... values) {
        run_later(sql, {Parameter(values)...}, ignore_row);
    }

    /// Every row, each turned into a value by `read(row)`.
    template <std::invocable<const Row&> Read, class... Values>
    auto all(std::string_view sql, Read read, const Values&... values) {
        std::vector<std::invoke_result_t<Read, const Row&>> results;
        run(sql, {Parameter(values)...}, [&](const Row& row) { results.push_back(read(row)); });
        return results;
    }

    /// The first row, if there is one.
    template <std::invocable<const Row&> Read, class... Values>
    auto first(std::string_view sql, Read read, const Values&... values) {
        std::optional<std::invoke_result_t<Read, const Row&>> result;
        run(sql, {Parameter(values)...}, [&](const Row& row) {
            if (!result) result = read(row);
        });
        return result;
    }

    /// Like `all`, for statements whose parameters are collected at run time.
    template <std::invocable<const Row&> Read>
    auto all_of(std::string_view sql, std::span<const Parameter> parameters, Read read) {
        std::vector<std::invoke_result_t<Read, const Row&>> results;
        run(sql, parameters, [&](const Row& row) { results.push_back(read(row)); });
        return results;
    }

    /// Like `all`, for a statement that does not depend on the results of those before it. PostgreSQL is waited for
    /// once for such statements together: when the rows of one are asked for, or the next other one runs. What one of
    /// them fails with is thrown there, or here. What `read` refers to has to live as long as the function.
    template <std::invocable<const Row&> Read, class... Values>
    auto all_later(std::string_view sql, Read read, const Values&... values) {
        const std::initializer_list<Parameter> parameters{Parameter(values)...};
        return all_of_later(sql, std::span<const Parameter>(parameters.begin(), parameters.size()), read);
    }

    /// Like `all_later`, for statements whose parameters are collected at run time.
    template <std::invocable<const Row&> Read>
    auto all_of_later(std::string_view sql, std::span<const Parameter> parameters, Read read) {
        using Rows = std::vector<std::invoke_result_t<Read, const Row&>>;
        const auto rows = std::make_shared<Rows>();
        run_later(sql, parameters, [rows, read](const Row& row) { rows->push_back(read(row)); });
        return LaterRows<Rows>(*this, rows);
    }

    /// Like `execute`, for statements whose parameters are collected at run time.
    std::int64_t execute_with(std::string_view sql, std::span<const Parameter> parameters) {
        return run(sql, parameters, [](const Row&) {});
    }

    /// Like `execute_later`, for statements whose parameters are collected at run time.
    void execute_later_with(std::string_view sql, std::span<const Parameter> parameters) {
        run_later(sql, parameters, ignore_row);
    }

protected:
    /// Returns how many rows the statement has changed; 0 where it runs later. `on_row` is called within this call, a
    /// later one, `run` or `finish_later`; not at all where the function ends without them.
    virtual std::int64_t run_later(std::string_view sql, std::span<const Parameter> parameters,
                                   std::function<void(const Row&)> on_row) {
        return run(sql, parameters, on_row);
    }

    /// Waits for what runs later.
    virtual void finish_later() {}

    /// Returns how many rows the statement changed. Throws ConstraintViolated, or Error::unavailable when the
    /// database cannot be used (disk full, read-only, connection lost).
    virtual std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                             const std::function<void(const Row&)>& on_row) = 0;

private:
    std::int64_t run(std::string_view sql, std::initializer_list<Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) {
        return run(sql, std::span<const Parameter>(parameters.begin(), parameters.size()), on_row);
    }
    std::int64_t run_later(std::string_view sql, std::initializer_list<Parameter> parameters,
                           std::function<void(const Row&)> on_row) {
        return run_later(sql, std::span<const Parameter>(parameters.begin(), parameters.size()), std::move(on_row));
    }
    static void ignore_row(const Row&) {}

    template <class Rows>
    friend class LaterRows;
};

template <class Rows>
Rows LaterRows<Rows>::get() {
    if (rows_->empty()) tx_.finish_later();  // all rows of a statement come together
    return std::move(*rows_);
}

template <class Rows>
typename Rows::value_type LaterRows<Rows>::get_only() {
    auto rows = get();
    if (rows.empty()) throw std::logic_error("a statement has no row, although it always has one");
    return std::move(rows.front());
}

/// The database, for many threads at once. A transaction inside another one on the same thread is a mistake and throws
/// std::logic_error.
class Database {
public:
    virtual ~Database() = default;

    /// Runs `function(Transaction&)` on one consistent snapshot and returns its result. It must not write.
    template <std::invocable<Transaction&> Function>
    auto read(Function function) {
        return keep_result(function, [this](const Work& work) { read_work(work); });
    }

    /// The same, faster, for one statement at most that an index serves. A second one throws std::logic_error.
    template <std::invocable<Transaction&> Function>
    auto read_statement(Function function) {
        return keep_result(function, [this](const Work& work) { read_statement_work(work); });
    }

    /// Runs `function(Transaction&)` in a transaction of its own and returns its result once it is durable: it survives
    /// a power cut. An exception of the function undoes everything it did, and is thrown to the caller.
    ///
    /// Writes of all instances on one database run one after the other: nothing that the function has read changes
    /// before its end. Functions that wait at the same time share one commit; each is undone without the others. A
    /// function may run twice, so it must have no effect outside its transaction; it must be short, since all writers
    /// wait for it. After one of its statements has failed it must throw: to run another statement, or to return, is a
    /// mistake.
    ///
    /// Throws Error::unavailable when the database cannot be used. Nothing is stored then, unless the connection was
    /// lost during the commit.
    template <std::invocable<Transaction&> Function>
    auto write(Function function) {
        return keep_result(function, [this](const Work& work) { write_work(work); });
    }

    /// What was written since the start, and whether it can be at the moment.
    struct WriterState {
        std::uint64_t writes;      ///< functions that `write` has run
        std::uint64_t statements;  ///< in these
        bool is_working;           ///< whether the last change was stored
    };
    /// Waits for no write.
    virtual WriterState writer_state() const = 0;

    /// Which instance does a kind of work that only one may do at a time.
    enum class WorkClaim {
        another_instance,  ///< has claimed it
        taken_over,        ///< this one has, with this call: another may have left something unfinished
        kept,              ///< this one had claimed it before, without an interruption
    };
    /// Claims the work of this name for this instance, which has it until it ends, or until the connection that holds
    /// its claims is lost: the next one that asks takes it over then. So what the work does must be right also where
    /// two instances do it for a moment. Asks the database at most once a second. Throws Error::unavailable when it
    /// cannot be used.
    virtual WorkClaim claim_work(std::string_view work) = 0;

    /// From where `erase_remains` erases rows that were deleted or changed before.
    enum class ErasedFrom {
        every_file,  ///< also from free space, from copies that page splits leave, and from the log
        tables,      ///< free space, log and backups belong to the database server's operator
    };
    virtual ErasedFrom erases_from() const = 0;

    /// Leaves no byte of rows that were deleted or changed before where `erases_from` says. SQLite: reads the file and
    /// erases what the pages of all tables have left over. PostgreSQL: vacuums these tables. Other writers wait only
    /// moments, readers not at all. Returns early when a stop is requested, and then false. Throws Error::unavailable
    /// when it could not be finished, such as while a backup reads what was there before: nothing is lost then, and it
    /// should be tried again.
    [[nodiscard]] virtual bool erase_remains(std::span<const std::string_view> tables, const std::stop_token& stop) = 0;

protected:
    using Work = std::function<void(Transaction&)>;
    virtual void read_work(const Work& work) = 0;
    virtual void read_statement_work(const Work& work) = 0;
    virtual void write_work(const Work& work) = 0;

private:
    template <class Function, class Run>
    static auto keep_result(Function& function, Run run) {
        using Result = std::invoke_result_t<Function&, Transaction&>;
        if constexpr (std::is_void_v<Result>) {
            run([&](Transaction& tx) { function(tx); });
        } else {
            std::optional<Result> result;
            run([&](Transaction& tx) { result.emplace(function(tx)); });
            return std::move(*result);
        }
    }
};

}  // namespace rollcall::database
