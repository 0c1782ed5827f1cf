#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "database/database_connection.hpp"
#include "database/postgres/prepared_statements.hpp"

namespace rollcall::database::postgres {

/// One connection to a server. The one that writes holds an advisory lock on the database while it is open, so that a
/// second Rollcall on the same database is refused.
class PostgresConnection final : public database::DatabaseConnection {
public:
    enum class Access { read, write };

    /// Throws std::runtime_error with one plain line without the password.
    PostgresConnection(std::string address, Access access);

    void begin() override;
    void commit() override;
    void roll_back() noexcept override;
    void begin_part() override;
    void end_part() override;
    void undo_part() override;
    bool in_transaction() const override;
    bool is_lost() const override { return PQstatus(handle_.get()) != CONNECTION_OK; }

    /// Runs statements without parameters, as one text.
    void run_script(const std::string& sql);

    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override;

private:
    struct Close {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };

    void connect();
    void reconnect();
    void require_supported_database();
    void acquire_lock();

    const std::string address_;
    const Access access_;
    std::unique_ptr<PGconn, Close> handle_;
    PreparedStatements statements_;
};

}  // namespace rollcall::database::postgres
