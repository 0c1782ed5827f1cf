#pragma once

#include <optional>
#include <string>

#include "app/ledger/ledger_replay.hpp"
#include "app/options.hpp"

/// What `rollcall restore` does about those who were erased after the backup was made.
namespace rollcall::app {

/// The ledger that is replayed, with its key. Throws std::runtime_error with one plain line, and has changed nothing
/// then, for one that cannot be replayed as a whole, and where there is none and the command line does not give it up.
class LedgerOfRestore {
public:
    /// `key` is the content of the key file where the backup has it.
    LedgerOfRestore(const CommandLine& command_line, const std::optional<std::string>& key);

    /// Erases the rows, before a server can open the database.
    void replay(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                std::optional<Time> backup_made_at);

    /// Erases the bytes that were left of them, once the database can be opened. What fails is done by the server.
    void erase_bytes(const Clock& clock);

    /// What was done, or that it could not be, in lines for the command line.
    std::string report() const;

private:
    const Options& options_;
    std::optional<SealingKey> key_;
    std::optional<erasure_ledger::Ledger> ledger_;
    ReplayedErasures replayed_;
    std::string failure_;  ///< of `erase_bytes`
};

}  // namespace rollcall::app
