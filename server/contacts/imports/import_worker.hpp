#pragma once

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "contacts/imports/contact_import_store.hpp"
#include "contacts/imports/import_chunk.hpp"
#include "contacts/imports/seen_numbers.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "jobs/pause_for_others.hpp"
#include "jobs/periodic_worker.hpp"
#include "storage/blobs.hpp"

namespace rollcall::contacts {

/// Does what imports wait for: dry runs, imports, undoing, and the deletion of what is no longer kept. The rows of a
/// chunk and the position after them are stored in one write, so that after a crash nothing is done twice and nothing
/// is left out. The rights of the member who began it are asked for each chunk. For one thread.
class ImportWorker {
public:
    /// Phone numbers that were erased are not imported; `key` is that of their hashes.
    ImportWorker(database::Database& database, storage::Blobs& blobs, const Clock& clock, const SealingKey& key)
        : database_(database), blobs_(blobs), clock_(clock), key_(key) {}

    /// Does all that is due, and returns early when a stop is requested. What could not be done, such as an import
    /// whose file cannot be read now, does not keep it from the rest; then it throws at the end.
    void run(const std::stop_token& stop);

    /// Dry runs begin again: another instance may have gone on with them.
    void forget_checks() { checks_.clear(); }

private:
    /// A dry run: nothing of it is kept over a restart or a take-over, after which it begins again.
    struct Check {
        std::optional<Time> started_at;
        CsvPosition position;
        RowCounts counts;
        SeenNumbers seen;
        std::int64_t stored_chunks = 0;  // those with refused rows
        int chunks = 0;
    };
    /// An import whose file is open.
    struct Opened {
        ContactImport import;
        ImportReading reading;
        std::unique_ptr<storage::Blob> file;
        std::unique_ptr<CsvReader> reader;
    };

    void run_turn(const ContactImportId& id, const std::stop_token& stop);
    std::optional<Opened> open(const ContactImportId& id, const std::stop_token& stop);
    std::unique_ptr<CsvReader> make_reader(Opened& opened);
    /// Deletes the refused rows of an earlier dry run. Returns whether none are left.
    bool delete_earlier_chunks(const ContactImport& import, const std::stop_token& stop);
    /// One step of an import. False where nothing is left of it now.
    bool do_step(Opened& opened);
    bool import_chunk(Opened& opened);
    bool check_chunk(Opened& opened);
    bool undo_next_chunk(const ContactImportId& id);
    void fail(const ContactImportId& id, const std::string& reason);
    void delete_expired();

    database::Database& database_;
    storage::Blobs& blobs_;
    const Clock& clock_;
    const SealingKey& key_;
    std::map<ContactImportId, Check> checks_;
    std::map<ContactImportId, Time> unreadable_since_;
    jobs::PauseForOthers pause_{database_};
};

/// Does that in the background.
jobs::PeriodicWork contact_import_work(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                                       const SealingKey& key);

}  // namespace rollcall::contacts
