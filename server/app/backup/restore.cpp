#include "app/backup/restore.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "app/backup/command.hpp"
#include "app/backup/key_file.hpp"
#include "app/backup/restored_storage.hpp"
#include "app/control/control_socket.hpp"
#include "app/installation/installation_store.hpp"
#include "app/ledger/restored_erasures.hpp"
#include "backup/backup_reader.hpp"
#include "backup/copying.hpp"
#include "backup/restoring.hpp"
#include "calls/recordings/recording_store.hpp"
#include "campaigns/dialling/restored_campaigns.hpp"
#include "core/clock.hpp"
#include "core/files/disk_error.hpp"
#include "database/whole/new_database.hpp"
#include "identity/end_access.hpp"
#include "outbox/outbox_store.hpp"
#include "storage/data_folder.hpp"

namespace rollcall::app {

namespace {

constexpr auto lost_without_key =
    "Without the key of the backup these are lost: queued emails, the secrets and API keys of connections and the "
    "webhook secrets of campaigns, which have to be entered or made again, and which phone numbers were erased or are "
    "on the do-not-call list because of that.";

/// What a backup says before its tables.
class Beginning final : public backup::BackupVisitor {
public:
    void visit_manifest(const backup::Manifest& manifest) override { manifest_ = manifest; }
    void visit_key(const std::string& content) override { key_ = content; }

    const backup::Manifest& manifest() const { return manifest_; }
    const std::optional<std::string>& key() const { return key_; }

private:
    backup::Manifest manifest_;
    std::optional<std::string> key_;
};

void require_empty_target(const Options& options) {
    if (ask_server(options.data, "is a server there?")) {
        throw std::runtime_error(fmt::format(
            "A server runs in the data folder {}. A backup is restored into an empty one.", options.data.string()));
    }
    database::require_no_database(options.database);
    require_empty_storage(options.storage);
}

/// Throws where something would be lost that the command line does not give up.
void require_key(const CommandLine& command_line, const Beginning& backup) {
    const auto& file = command_line.options.secret_key_file;
    const auto there = read_key_file(file);
    if (backup.key()) {
        if (!there || there->content == *backup.key()) return;
        throw std::runtime_error(fmt::format(
            "The key file {} is another one than that of the backup, and is never overwritten: move it away.",
            file.string()));
    }
    const auto& fingerprint = backup.manifest().key_fingerprint;
    if (!fingerprint || (there && there->fingerprint == *fingerprint) || command_line.without_key) return;
    throw std::runtime_error(
        fmt::format("The backup has no key file, and {} {}. {} Put the key file there, or give them "
                    "up by --without-key.",
                    file.string(), there ? "is the key of another Rollcall" : "does not exist", lost_without_key));
}

constexpr auto not_in_backup = "It was not in the backup that was restored.";
constexpr std::int64_t recordings_at_once = 1000;

/// Otherwise members would be offered audio that is not there.
void forget_recordings(database::Database& database) {
    database.write([](database::Transaction& tx) { calls::update_stored_recordings_failed(tx, not_in_backup); });
}

/// The same for those whose files had been deleted when the backup was made. Returns how many they are.
std::int64_t forget_missing_recordings(database::Database& database, const backup::LoadedBlobs& loaded,
                                       backup::Progress& progress) {
    std::int64_t compared = 0;
    std::int64_t missing = 0;
    std::int64_t last = 0;
    for (;;) {
        auto recordings = database.read(
            [&](database::Transaction& tx) { return calls::list_stored_recordings(tx, last, recordings_at_once); });
        if (recordings.empty()) return missing;
        last = recordings.back().call_number;
        compared += std::ssize(recordings);
        std::erase_if(recordings, [&](const auto& recording) { return loaded.has(recording.blob); });
        missing += std::ssize(recordings);
        database.write([&](database::Transaction& tx) {
            for (const auto& [call, blob] : recordings) calls::update_stored_recording_failed(tx, call, not_in_backup);
        });
        progress.update([&] { return fmt::format("{} recordings compared", backup::describe_count(compared)); });
    }
}

/// How much there was of what must not go on as it was when the backup was made.
struct Ended {
    std::int64_t campaigns = 0;   ///< that are paused
    std::int64_t emails = 0;      ///< that are not sent
    std::int64_t api_tokens = 0;  ///< that stay
};

Ended end_what_was_going_on(database::Database& database, Time now) {
    return database.write([&](database::Transaction& tx) {
        delete_installation_row(tx);
        const auto api_tokens = identity::end_restored_access(tx);
        const auto emails = outbox::update_queued_emails_failed(tx, "It was queued when the backup was made.");
        return Ended{static_cast<std::int64_t>(campaigns::pause_restored_campaigns(tx, now)), emails, api_tokens};
    });
}

/// The key file of the backup where there was none, deleted with this object unless it is kept.
class RestoredKey {
public:
    RestoredKey(std::filesystem::path file, const std::optional<std::string>& key) : file_(std::move(file)) {
        if (!key || std::filesystem::exists(file_)) return;
        write_key_file(file_, *key);
        is_written_ = true;
    }
    ~RestoredKey() {
        std::error_code ignored;
        if (is_written_) std::filesystem::remove(file_, ignored);
    }
    RestoredKey(const RestoredKey&) = delete;
    RestoredKey& operator=(const RestoredKey&) = delete;

    void keep() { is_written_ = false; }

private:
    const std::filesystem::path file_;
    bool is_written_ = false;
};

/// All that is restored stays where the database may be there. Returns what RestoredStorage::keep says.
bool publish(database::NewDatabase& database, RestoredStorage& storage, RestoredKey& key) {
    storage.publish();
    try {
        database.publish();
    } catch (const database::PublishedInDoubt&) {
        storage.leave();
        key.keep();
        throw;
    }
    key.keep();
    return storage.keep();
}

/// Says of which backup something failed.
template <class Work>
auto for_file(const std::string& file, Work work) {
    try {
        return work();
    } catch (const database::PublishedInDoubt& error) {
        throw std::runtime_error(fmt::format(
            "It is not certain that {} is restored: {}. Another restore refuses a database that is there, and "
            "otherwise begins again.",
            file, error.what()));
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("{} cannot be restored: {}.", file, describe_to_operator(error)));
    }
}

void report(const CommandLine& command_line, const LedgerOfRestore& ledger, const Ended& ended,
            const std::string& created_at) {
    fmt::print("{} is restored.\n{}", command_line.file, ledger.report());
    fmt::print(
        "All sessions have ended, and browsers are not known any more. Not sent, because it may have been since: {}.\n",
        describe_number(ended.emails, "queued email"));
    fmt::print("Paused: {}. People who were called after {} would be called again.\n",
               describe_number(ended.campaigns, "campaign"), created_at);
    fmt::print(
        "Members, permissions, passwords and {} are as they were then: what was deleted or changed since is valid "
        "again.\n",
        describe_number(ended.api_tokens, "API token"));
}

}  // namespace

void restore(const CommandLine& command_line) {
    prepare_command();
    const auto& options = command_line.options;
    require_empty_target(options);
    const SystemClock clock;
    Beginning beginning;
    const auto& manifest = beginning.manifest();
    std::optional<LedgerOfRestore> ledger;
    backup::Checksums sums;
    std::int64_t missing_recordings = 0;
    Ended ended;
    bool is_storage_ended = true;
    {
        backup::Progress progress;
        sums = for_file(command_line.file, [&] { return backup::read_backup(command_line.file, beginning, progress); });
        require_key(command_line, beginning);
        ledger.emplace(command_line, beginning.key());
        storage::create_data_folder(options.data);
        const auto database = for_file(
            command_line.file, [&] { return database::create_database(options.database, manifest.schema, clock); });
        const auto storage = make_restored_storage(options);
        for_file(command_line.file, [&] {
            const auto loaded = backup::load_backup(command_line.file, *database, storage->blobs(),
                                                    storage->temporary_folder(), progress);
            database->check_references();
            backup::require_same_rows(*database, sums, progress);
            database->migrate();
            if (manifest.without_recordings) {
                forget_recordings(database->database());
            } else if (sums.blobs.missing > 0) {
                missing_recordings = forget_missing_recordings(database->database(), loaded, progress);
            }
            ended = end_what_was_going_on(database->database(), clock.now());
            ledger->replay(database->database(), storage->blobs(), clock, time_from_rfc3339(manifest.created_at));
            RestoredKey key(options.secret_key_file, beginning.key());
            is_storage_ended = publish(*database, *storage, key);
        });
    }
    ledger->erase_bytes(clock);
    print_sums(sums);
    if (missing_recordings > 0) {
        fmt::print("Not in the backup, as the calls say: {}.\n", describe_number(missing_recordings, "recording"));
    }
    report(command_line, *ledger, ended, manifest.created_at);
    if (!is_storage_ended) {
        fmt::print(
            "The mark \"restoring\" in the storage could not be deleted: start the server before anything else is "
            "restored there.\n");
    }
}

}  // namespace rollcall::app
