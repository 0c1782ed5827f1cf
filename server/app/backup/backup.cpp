#include "app/backup/backup.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "app/backup/command.hpp"
#include "app/backup/key_file.hpp"
#include "app/installation/installation.hpp"
#include "backup/backup_writer.hpp"
#include "core/clock.hpp"
#include "database/whole/snapshot.hpp"

namespace rollcall::app {

namespace {

/// A backup with another key or storage would be found out at the restore only. Nothing is known before a server has
/// started with the database.
void require_key_and_storage(const database::Snapshot& snapshot, const std::optional<KeyFile>& key,
                             storage::Blobs& blobs, const Options& options) {
    if (!snapshot.has_table("installation")) return;  // the schema is older
    const auto installation = find_installation(*snapshot.connection);
    if (!installation) return;
    if (key) require_key_of(*installation, options.secret_key_file, key->fingerprint);
    require_storage_of(*installation, blobs, storage::describe_storage(options.storage));
}

}  // namespace

void back_up(const CommandLine& command_line) {
    prepare_command();
    const auto& options = command_line.options;
    const auto key = read_key_file(options.secret_key_file);
    if (!key && (command_line.with_key || !command_line.without_key)) {
        throw std::runtime_error(fmt::format(
            "There is no key file {}. Name the one of the server by --secret-key-file or --data; without it, a restore "
            "cannot tell which key file fits, unless that is given up by --without-key.",
            options.secret_key_file.string()));
    }
    auto snapshot = database::open_snapshot(options.database);
    const auto blobs = storage::open_existing_storage(options.storage);
    require_key_and_storage(snapshot, key, *blobs, options);
    backup::Manifest manifest{.version = options.version,
                              .schema = snapshot.schema,
                              .database = snapshot.server,
                              .created_at = to_rfc3339(SystemClock().now()),
                              .without_recordings = command_line.without_recordings};
    if (key) manifest.key_fingerprint = key->fingerprint;
    const auto kept_key = command_line.with_key ? std::optional(key->content) : std::nullopt;
    backup::Checksums sums;
    {
        backup::Progress progress;
        sums = backup::write_backup({snapshot, *blobs, manifest, kept_key}, command_line.file, progress);
    }
    print_sums(sums);
    print_other_tables(snapshot.other_tables);
    fmt::print("{} is complete.{}\n", command_line.file,
               command_line.with_key ? " It has the key file: keep it as one keeps keys."
                                     : " The key file is not in it: keep a copy of it elsewhere.");
}

}  // namespace rollcall::app
