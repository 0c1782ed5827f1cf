#include "app/backup/backup.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "app/backup/command.hpp"
#include "app/backup/key_file.hpp"
#include "backup/backup_writer.hpp"
#include "core/clock.hpp"
#include "database/whole/snapshot.hpp"

namespace rollcall::app {

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
