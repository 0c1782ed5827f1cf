#pragma once

#include "database/database.hpp"

namespace rollcall::database {

/// Hands everything on to another database, which outlives it: the base of one that does something of its own around
/// some of it.
class ForwardingDatabase : public Database {
public:
    explicit ForwardingDatabase(Database& database) : database_(database) {}

    WriterState writer_state() const override { return database_.writer_state(); }
    WorkClaim claim_work(std::string_view work) override { return database_.claim_work(work); }
    ErasedFrom erases_from() const override { return database_.erases_from(); }
    bool erase_remains(std::span<const std::string_view> tables, const std::stop_token& stop) override {
        return database_.erase_remains(tables, stop);
    }

protected:
    void read_work(const Work& work) override { database_.read(work); }
    void read_statement_work(const Work& work) override { database_.read_statement(work); }
    void write_work(const Work& work) override { database_.write(work); }

private:
    Database& database_;
};

}  // namespace rollcall::database
