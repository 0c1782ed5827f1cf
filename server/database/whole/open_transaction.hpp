#pragma once

#include "database/database_connection.hpp"

namespace rollcall::database {

/// A database whose reads and writes are parts of the one transaction that is open on a connection.
class OpenTransaction final : public Database {
public:
    explicit OpenTransaction(DatabaseConnection& connection) : connection_(connection) {}

    WriterState writer_state() const override { return {.writes = 0, .statements = 0, .is_working = true}; }
    /// The command that has the transaction open has the database for itself.
    WorkClaim claim_work(std::string_view) override { return WorkClaim::taken_over; }
    ErasedFrom erases_from() const override { return ErasedFrom::tables; }
    /// For the next server: what an open transaction deletes is still there.
    bool erase_remains(std::span<const std::string_view>, const std::stop_token&) override { return true; }

protected:
    void read_work(const Work& work) override { work(connection_); }
    void read_statement_work(const Work& work) override { work(connection_); }
    void write_work(const Work& work) override {
        connection_.begin_part();
        try {
            work(connection_);
            connection_.end_part();
        } catch (...) {
            connection_.undo_part();
            throw;
        }
    }

private:
    DatabaseConnection& connection_;
};

}  // namespace rollcall::database
