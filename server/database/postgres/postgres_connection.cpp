#include "database/postgres/postgres_connection.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "database/limits.hpp"
#include "database/postgres/bound_values.hpp"
#include "database/postgres/control_statements.hpp"
#include "database/postgres/failure.hpp"
#include "database/postgres/instance_lock.hpp"
#include "database/postgres/result.hpp"

namespace rollcall::database::postgres {

namespace {

// The results of statements that run later are kept in memory until then.
constexpr std::size_t most_sent_at_once = 256;

const BoundValues no_values{std::span<const Parameter>{}};

}  // namespace

PostgresConnection::PostgresConnection(std::string address, Access access)
    : address_(std::move(address)), access_(access), statements_(max_cached_statements) {
    connect();
}

void PostgresConnection::connect() {
    close();
    handle_ = open_session(address_);
    if (access_ != Access::read) require_own_session(handle_.get(), address_);
    run_alone(settings);
    if (reads()) {
        run_alone(settings_to_read);
    } else if (access_ == Access::hold) {
        run_alone(settings_to_hold);
    } else {
        run_alone(settings_to_write);
        access_ == Access::write_alone ? lock_alone(handle_.get()) : lock_beside_others(handle_.get());
        // A newer Rollcall may have changed the tables while there was no connection, and with it no lock.
        if (expected_schema_) require_schema(handle_.get(), *expected_schema_);
    }
    pipeline_.start(handle_.get());
}

void PostgresConnection::close() {
    handle_.reset();
    statements_.clear();
    sent_.clear();
    pipeline_.start(nullptr);
}

bool PostgresConnection::try_to_write_alone() {
    pipeline_.pause();
    if (try_to_lock_alone_instead(handle_.get())) access_ = Access::write_alone;
    pipeline_.resume();
    return access_ == Access::write_alone;
}

/// One session may have both locks, so nobody else comes between them.
void PostgresConnection::write_beside_others() {
    pipeline_.pause();
    lock_beside_others(handle_.get());
    if (access_ == Access::write_alone) unlock_alone(handle_.get());
    access_ = Access::write;
    pipeline_.resume();
}

void PostgresConnection::reconnect() {
    spdlog::warn("A connection to the database was lost; reconnecting");
    try {
        connect();
    } catch (const std::exception& error) {
        const std::string reason = error.what();
        close();
        throw_unavailable(reason);
    }
}

void PostgresConnection::begin() {
    ahead_.clear();
    if (is_lost()) reconnect();
    has_begun_ = true;
    is_sent_ = false;
    has_failed_ = false;
    has_failed_to_begin_ = false;
    has_refused_commit_ = false;
    if (!reads()) ahead_.assign({begin_to_write, lock_writes});
}

void PostgresConnection::commit() {
    if (reads()) return end_read();
    has_begun_ = false;
    ahead_.clear();
    if (!is_sent_) return;
    const auto outcome = run_together({check_references, commit_text});
    // Without an answer nobody knows whether the transaction was committed.
    has_refused_commit_ = outcome.failed && outcome.failed != commit_text && was_answered(outcome);
    require_success(outcome);
    if (PQcmdStatus(outcome.received.back().result.get()) != commit_text) {
        throw std::logic_error("a transaction continued after one of its statements had failed");
    }
}

void PostgresConnection::roll_back() noexcept {
    ahead_.clear();
    try {
        if (reads()) return end_read();
        has_begun_ = false;
        if (is_lost() || PQtransactionStatus(handle_.get()) == PQTRANS_IDLE) return;
        forget_sent();
        run_together({"ROLLBACK"});
    } catch (const std::exception& failure) {
        spdlog::critical("A transaction could not be rolled back: {}", failure.what());
        return close();  // results of it may be left
    }
    if (is_lost() || PQtransactionStatus(handle_.get()) == PQTRANS_IDLE) return;
    spdlog::critical("A transaction could not be rolled back, and its connection is closed");
    close();
}

/// Nobody waits for it: it has read all that it wanted.
void PostgresConnection::end_read() {
    forget_sent();
    if (has_begun_ && is_sent_ && !has_failed_ && !is_lost()) pipeline_.sync();
    has_begun_ = false;
}

/// Of what still runs later, nobody asks for the rows.
void PostgresConnection::end_function() {
    for (auto& sent : sent_) sent.on_row = {};
}

void PostgresConnection::begin_part() { ahead_.push_back(begin_part_text); }

/// Whether the part has not begun at the server either.
bool PostgresConnection::take_back_part() {
    if (ahead_.empty() || ahead_.back() != begin_part_text) return false;
    ahead_.pop_back();
    return true;
}

void PostgresConnection::end_part() {
    if (take_back_part()) return;
    require_success(run_together({check_references, release_part, defer_references}));
}

void PostgresConnection::undo_part() {
    if (take_back_part()) return;
    forget_sent();
    require_success(run_together({"ROLLBACK TO part", release_part}));
}

bool PostgresConnection::in_transaction() const {
    if (!has_begun_ || is_lost()) return false;
    if (reads() || !is_sent_ || !sent_.empty()) return true;
    const auto status = PQtransactionStatus(handle_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

void PostgresConnection::run_script(const std::string& sql) {
    if (!ahead_.empty()) require_success(run_first_or_next(std::exchange(ahead_, {}), no_values));
    finish_later();
    pipeline_.pause();
    try {
        run_alone(sql);
    } catch (...) {
        pipeline_.resume();
        throw;
    }
    pipeline_.resume();
}

/// Outside the pipeline.
void PostgresConnection::run_alone(const std::string& sql) {
    ++round_trips_;
    const Result result(PQexec(handle_.get(), sql.c_str()));
    if (!result.has_succeeded()) throw_postgres_failure(handle_.get(), result, sql);
}

void PostgresConnection::require_no_failed_read() const {
    if (has_failed_ && keeps_transaction_open()) {
        throw std::logic_error("a read continued after one of its statements had failed");
    }
}

std::int64_t PostgresConnection::run(std::string_view sql, std::span<const Parameter> parameters,
                                     const std::function<void(const Row&)>& on_row) {
    require_no_failed_read();
    auto texts = ahead_;
    texts.push_back(sql);
    const auto outcome = run_first_or_next(texts, BoundValues(parameters));
    require_success(outcome);
    read_later_rows(outcome);
    const auto& result = outcome.received.back().result;
    result.read(sql, on_row);
    return result.rows_changed();
}

std::int64_t PostgresConnection::run_later(std::string_view sql, std::span<const Parameter> parameters, OnRow on_row) {
    require_no_failed_read();
    // The first statement of a transaction tells whether the connection is lost.
    const bool is_first = !has_begun_ || !is_sent_;
    if (is_first) return DatabaseConnection::run_later(sql, parameters, std::move(on_row));
    const BoundValues values(parameters);
    require_values(sql, values);
    for (const auto text : std::exchange(ahead_, {})) send(text, no_values);
    send(sql, values, std::move(on_row));
    if (sent_.size() >= most_sent_at_once) finish_later();
    return 0;
}

void PostgresConnection::finish_later() {
    require_no_failed_read();
    if (sent_.empty()) return;
    const auto outcome = receive_sent();
    has_failed_ = keeps_transaction_open() && outcome.failed;
    require_success(outcome);
    read_later_rows(outcome);
}

/// Of the statements that ran later, while their function goes on.
void PostgresConnection::read_later_rows(const Outcome& outcome) {
    for (const auto& [sql, on_row, result] : outcome.received) {
        if (on_row) result.read(sql, on_row);
    }
}

void PostgresConnection::answer(std::span<Question* const> questions) {
    if (is_lost()) reconnect();
    std::vector<Question*> open;
    for (auto* question : questions) {
        try {
            require_values(question->sql, question->values);
            open.push_back(question);
        } catch (const std::logic_error&) {
            question->failure = std::current_exception();
        }
    }
    bool has_reconnected = false;
    for (std::span left(open); !left.empty();) {
        for (const auto* question : left) send(question->sql, question->values);
        auto outcome = receive_sent();
        for (auto& received : outcome.received) {
            left.front()->result = std::move(received.result);
            left = left.subspan(1);
        }
        if (!outcome.failed) continue;
        if (is_lost() && !std::exchange(has_reconnected, true)) {
            reconnect();
            continue;
        }
        try {
            require_success(outcome);
        } catch (const Error&) {  // the others would wait as long for the same
            for (auto* question : left) question->failure = std::current_exception();
            return;
        } catch (...) {
            left.front()->failure = std::current_exception();
        }
        left = left.subspan(1);
    }
}

/// Reconnects where nothing of the transaction can be lost with the connection.
PostgresConnection::Outcome PostgresConnection::run_first_or_next(std::span<const std::string_view> texts,
                                                                  const BoundValues& values) {
    const bool is_first = has_begun_ ? !is_sent_ : reads();
    if (is_first && is_lost()) reconnect();
    auto outcome = run_together(texts, values);
    if (outcome.failed && is_first && is_lost()) {
        reconnect();
        outcome = run_together(texts, values);
    }
    ahead_.clear();
    is_sent_ = true;
    has_failed_ = keeps_transaction_open() && outcome.failed;
    has_failed_to_begin_ = outcome.failed == lock_writes;
    return outcome;
}

PostgresConnection::Outcome PostgresConnection::run_together(std::initializer_list<std::string_view> texts) {
    return run_together(std::span(texts.begin(), texts.size()), no_values);
}

/// In one round trip, with what was sent before. The values are those of the last statement; the others have no
/// parameters.
PostgresConnection::Outcome PostgresConnection::run_together(std::span<const std::string_view> texts,
                                                             const BoundValues& values) {
    require_values(texts.back(), values);
    for (const auto& sql : texts) send(sql, &sql == &texts.back() ? values : no_values);
    return receive_sent();
}

/// Throws std::logic_error for values of another number.
void PostgresConnection::require_values(std::string_view sql, const BoundValues& values) {
    const auto expected = statements_.count_parameters(sql);
    if (std::cmp_equal(values.count(), expected)) return;
    throw std::logic_error(fmt::format("{} values for {} parameters in: {}", values.count(), expected, sql));
}

/// Prepares it first where the server does not know it. Without the memory to note what was sent, nobody could tell the
/// results apart: the connection is closed.
void PostgresConnection::send(std::string_view sql, const BoundValues& values, OnRow on_row) try {
    const auto* known = statements_.find(sql);
    auto statement = known ? *known : statements_.make(sql);
    if (!known) {
        pipeline_.send_prepare(statement.name, statement.sql);
        sent_.push_back({Sent::What::preparation, statement.sql, statement.name});
        statements_.add(statement);
    }
    pipeline_.send_prepared(statement.name, values);
    sent_.push_back({Sent::What::statement, std::move(statement.sql), {}, std::move(on_row)});
} catch (const std::bad_alloc&) {
    close();
    throw;
}

/// Lets the server answer, and waits for the results of everything that was sent. Closes the connection where it cannot
/// read them all.
PostgresConnection::Outcome PostgresConnection::receive_sent() try {
    for (const auto& name : statements_.take_evicted()) {
        const auto sql = "DEALLOCATE " + name;
        pipeline_.send(sql);
        sent_.push_back({Sent::What::end_of_preparation, sql, name});
    }
    const bool stays_open = keeps_transaction_open();
    stays_open ? pipeline_.flush() : pipeline_.sync();
    ++round_trips_;

    Outcome outcome;
    for (auto& sent : std::exchange(sent_, {})) {
        auto result = pipeline_.receive();
        const bool has_succeeded = result.has_succeeded();
        if (sent.what == Sent::What::end_of_preparation) {
            if (result.was_skipped()) statements_.add_evicted(std::move(sent.name));
            continue;
        }
        if (sent.what == Sent::What::preparation && !has_succeeded) statements_.remove(sent.name);
        if (outcome.failed) continue;
        if (!has_succeeded) {
            outcome.failed = std::move(sent.sql);
            outcome.failure = std::move(result);
        } else if (sent.what == Sent::What::statement) {
            outcome.received.push_back({std::move(sent.sql), std::move(sent.on_row), std::move(result)});
        }
    }
    if (stays_open && outcome.failed) pipeline_.sync();
    if (!stays_open || outcome.failed) pipeline_.drain();
    return outcome;
} catch (const std::bad_alloc&) {
    close();
    throw;
}

/// Receives what runs later, of a function that has ended: nobody asks for its rows.
void PostgresConnection::forget_sent() {
    if (sent_.empty()) return;
    const auto outcome = receive_sent();
    has_failed_ = keeps_transaction_open() && outcome.failed;
}

/// Whether the server has said why a statement failed; otherwise the connection was lost.
bool PostgresConnection::was_answered(const Outcome& outcome) const {
    return !is_lost() || PQresultErrorField(outcome.failure.get(), PG_DIAG_SQLSTATE);
}

void PostgresConnection::require_success(const Outcome& outcome) {
    if (outcome.failed) throw_postgres_failure(handle_.get(), outcome.failure, *outcome.failed);
}

}  // namespace rollcall::database::postgres
