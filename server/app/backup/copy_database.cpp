#include "app/backup/copy_database.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "app/backup/command.hpp"
#include "backup/copying.hpp"
#include "core/clock.hpp"
#include "core/files/disk_error.hpp"
#include "database/whole/database_lock.hpp"
#include "database/whole/new_database.hpp"
#include "database/whole/snapshot.hpp"

namespace rollcall::app {

namespace {

struct Copied {
    backup::Checksums sums;
    std::vector<std::string> other_tables;  ///< that stay where they are
};

Copied copy(const std::string& from, const std::string& to) {
    database::require_no_database(to);
    static_cast<void>(database::open_snapshot(from));  // refuses what cannot be copied before anything is locked
    database::Snapshot source;                         // ends after the lock
    const auto lock = database::lock_database(from);
    source = database::open_snapshot(from);
    backup::Progress progress;
    const SystemClock clock;
    const auto target = database::create_database(to, source.schema, clock);
    auto sums = backup::copy_rows(source, *target, progress);
    target->check_references();
    backup::require_same_rows(*target, sums, progress);
    target->migrate();
    target->publish();
    return {std::move(sums), std::move(source.other_tables)};
}

}  // namespace

void copy_database(const CommandLine& command_line) {
    prepare_command();
    Copied copied;
    try {
        copied = copy(command_line.from, command_line.to);
    } catch (const database::PublishedInDoubt& error) {
        throw std::runtime_error(fmt::format("It is not certain that the database is copied: {}.", error.what()));
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("The database was not copied: {}.", describe_to_operator(error)));
    }
    print_sums(copied.sums);
    print_other_tables(copied.other_tables);
    fmt::print("The database is copied. Pictures, imported files and recordings stay in the storage.\n");
}

}  // namespace rollcall::app
