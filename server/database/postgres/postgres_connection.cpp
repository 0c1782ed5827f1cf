#include "database/postgres/postgres_connection.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "database/limits.hpp"
#include "database/postgres/bound_values.hpp"
#include "database/postgres/failure.hpp"
#include "database/postgres/result.hpp"

namespace rollcall::database::postgres {

namespace {

// 15, the oldest version that is tested.
constexpr int oldest_version = 150000;

struct Option {
    const char* name;
    const char* value;
};

// The address may override these. Seconds, and one in milliseconds: without them a connection to a server that does not
// respond would wait for hours.
constexpr Option options[] = {
    {"connect_timeout", "5"},  {"keepalives_idle", "30"},     {"keepalives_interval", "10"},
    {"keepalives_count", "3"}, {"tcp_user_timeout", "30000"}, {"fallback_application_name", "rollcall"},
};

// The same time as SQLite's busy timeout.
constexpr auto settings = "SET lock_timeout = '5s'";

// A commit that has returned survives a power cut, even if the server is configured for less.
constexpr auto settings_to_write =
    "SELECT set_config('synchronous_commit', 'on', FALSE) WHERE current_setting('synchronous_commit') = 'off'";

// The number is "rollcall" in ASCII.
constexpr auto try_lock = "SELECT pg_try_advisory_lock(8245928655518264428)";

// The server may take a moment to end the session of a Rollcall that was killed.
constexpr auto lock_timeout = std::chrono::seconds(3);
constexpr auto lock_pause = std::chrono::milliseconds(100);

constexpr auto begin_to_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
constexpr auto begin_to_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

}  // namespace

PostgresConnection::PostgresConnection(std::string address, Access access)
    : address_(std::move(address)), access_(access), statements_(max_cached_statements) {
    connect();
}

void PostgresConnection::connect() {
    std::vector<const char*> names;
    std::vector<const char*> values;
    const auto add = [&](const Option& option) {
        names.push_back(option.name);
        values.push_back(option.value);
    };
    for (const auto& option : options) add(option);
    add({"dbname", address_.c_str()});  // the whole address: libpq expands it
    add({"client_encoding", "UTF8"});
    add({nullptr, nullptr});

    statements_.clear();
    handle_.reset(PQconnectdbParams(names.data(), values.data(), 1));
    if (is_lost()) throw std::runtime_error(first_line_of_error(handle_.get()));
    require_supported_database();
    run_script(settings);
    if (access_ == Access::read) return;
    run_script(settings_to_write);
    acquire_lock();
}

void PostgresConnection::require_supported_database() {
    if (PQserverVersion(handle_.get()) < oldest_version) {
        throw std::runtime_error(fmt::format("it is PostgreSQL {}, and 15 is the oldest supported version",
                                             PQparameterStatus(handle_.get(), "server_version")));
    }
    const std::string encoding = PQparameterStatus(handle_.get(), "server_encoding");
    if (encoding != "UTF8") throw std::runtime_error(fmt::format("its encoding is {} and not UTF8", encoding));
}

void PostgresConnection::acquire_lock() {
    const auto deadline = std::chrono::steady_clock::now() + lock_timeout;
    const auto try_to_lock = [&] { return first(try_lock, [](const Row& row) { return row.boolean(0); }).value(); };
    while (!try_to_lock()) {
        if (std::chrono::steady_clock::now() > deadline) {
            throw std::runtime_error("another Rollcall is using it");
        }
        std::this_thread::sleep_for(lock_pause);
    }
}

void PostgresConnection::reconnect() {
    spdlog::warn("A connection to the database was lost; reconnecting");
    try {
        connect();
    } catch (const std::exception& error) {
        const std::string reason = error.what();
        handle_.reset();
        throw_unavailable(reason);
    }
}

void PostgresConnection::begin() {
    const auto* sql = access_ == Access::write ? begin_to_write : begin_to_read;
    if (!is_lost()) {
        const Result result(PQexec(handle_.get(), sql));
        if (result.has_succeeded()) return;
        if (!is_lost()) throw_postgres_failure(handle_.get(), result, sql);
    }
    reconnect();
    run_script(sql);
}

void PostgresConnection::commit() {
    const Result result(PQexec(handle_.get(), "COMMIT"));
    if (!result.has_succeeded()) throw_postgres_failure(handle_.get(), result, "COMMIT");
    if (PQcmdStatus(result.get()) != std::string_view("COMMIT")) {
        throw std::logic_error("a transaction continued after one of its statements had failed");
    }
}

void PostgresConnection::roll_back() noexcept {
    if (!in_transaction()) return;
    const Result result(PQexec(handle_.get(), "ROLLBACK"));
    if (!in_transaction()) return;
    spdlog::critical("A transaction could not be rolled back, and its connection is closed");
    handle_.reset();
}

void PostgresConnection::begin_part() { run_script("SAVEPOINT part"); }

void PostgresConnection::end_part() {
    run_script("SET CONSTRAINTS ALL IMMEDIATE; RELEASE part; SET CONSTRAINTS ALL DEFERRED");
}

void PostgresConnection::undo_part() { run_script("ROLLBACK TO part; RELEASE part"); }

bool PostgresConnection::in_transaction() const {
    const auto status = PQtransactionStatus(handle_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

void PostgresConnection::run_script(const std::string& sql) {
    const Result result(PQexec(handle_.get(), sql.c_str()));
    if (!result.has_succeeded()) throw_postgres_failure(handle_.get(), result, sql);
}

std::int64_t PostgresConnection::run(std::string_view sql, std::span<const Parameter> parameters,
                                     const std::function<void(const Row&)>& on_row) {
    const auto& statement = statements_.prepare(handle_.get(), sql);
    if (parameters.size() != statement.parameters) {
        throw std::logic_error(
            fmt::format("{} values for {} parameters in: {}", parameters.size(), statement.parameters, sql));
    }
    const BoundValues bound(parameters);
    const Result result(PQexecPrepared(handle_.get(), statement.name.c_str(), bound.count(), bound.values(),
                                       bound.lengths(), bound.formats(), 0));
    if (!result.has_succeeded()) throw_postgres_failure(handle_.get(), result, sql);
    result.read(sql, on_row);
    return result.rows_changed();
}

}  // namespace rollcall::database::postgres
