#include "app/check/database_checks.hpp"

#include <fmt/format.h>
#include <sys/timex.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "app/backup/key_file.hpp"
#include "app/check/check_store.hpp"
#include "app/check/folder_probe.hpp"
#include "app/installation/installation.hpp"
#include "core/sealing.hpp"
#include "database/postgres/address.hpp"

namespace rollcall::app {

namespace {

using Outcome = Finding::Outcome;

constexpr auto longest_difference = std::chrono::seconds(5);

Finding describe_missing_file(const Options& options, const database::Inspection& inspection) {
    const auto folder = std::filesystem::path(options.database).parent_path();
    const auto probe = probe_folder(folder.empty() ? "." : folder);
    if (!probe.problem.empty()) {
        return {Outcome::wrong, "database",
                fmt::format("{} is to be created at the first start, but {}", options.database, probe.problem)};
    }
    return {Outcome::ok, "database",
            fmt::format("{}; {} is created at the first start.", inspection.server, options.database)};
}

/// By how much this machine's clock is ahead; in words.
std::string describe_difference(std::chrono::milliseconds ahead) {
    return fmt::format("{} s {}", std::abs(ahead.count()) / 1000, ahead.count() > 0 ? "ahead of" : "behind");
}

bool is_large(std::chrono::milliseconds difference) { return std::chrono::abs(difference) > longest_difference; }

/// Whether the kernel's clock is kept by NTP or the like, as far as the kernel knows.
bool is_synchronised() {
    timex state{};
    return ::adjtimex(&state) != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

/// What a missing key file means: a server that has started with the database once does not start with a new one (see
/// join_installation).
std::string describe_missing_key(const std::optional<Installation>& installation, std::size_t sealed_values) {
    if (!installation) return "a new one does not open what was sealed with it.";
    return fmt::format("the server does not start without it, and at least {} values were sealed with it.",
                       sealed_values);
}

}  // namespace

Finding check_database(const Options& options, const database::Inspection& inspection) {
    const auto place = database::is_postgres_address(options.database) ? std::string() : options.database + ", ";
    if (inspection.is_missing) return describe_missing_file(options, inspection);
    if (!inspection.problem.empty()) return {Outcome::wrong, "database", inspection.problem};
    if (inspection.schema == 0) {
        return {Outcome::ok, "database",
                fmt::format("{}, {}empty; the tables are created at the first start.", inspection.server, place)};
    }
    if (inspection.schema < inspection.known_schema) {
        return {
            Outcome::ok, "database",
            fmt::format("{}, {}schema {}, older than this Rollcall's, which is {}: the next start updates it. Back it "
                        "up first.",
                        inspection.server, place, inspection.schema, inspection.known_schema)};
    }
    return {Outcome::ok, "database",
            fmt::format("{}, {}schema {}, the same as this Rollcall's.", inspection.server, place, inspection.schema)};
}

Finding check_key_file(const Options& options, const database::Inspection& inspection,
                       const std::optional<Installation>& installation) {
    const auto& file = options.secret_key_file;
    const auto values =
        inspection.is_current() ? list_sealed_values(*inspection.connection) : std::vector<std::string>();
    std::error_code problem;
    if (!std::filesystem::exists(file, problem)) {
        if (problem) return {Outcome::wrong, "key file", fmt::format("{}: {}.", file.string(), problem.message())};
        if (inspection.is_missing || (inspection.schema == 0 && inspection.problem.empty())) {
            return {Outcome::ok, "key file", fmt::format("{} is created at the first start.", file.string())};
        }
        return {Outcome::wrong, "key file",
                fmt::format("{} is missing. Put it back from a backup, or name it by --secret-key-file: {}",
                            file.string(), describe_missing_key(installation, values.size()))};
    }
    try {
        const auto key = SealingKey::load(file);
        if (installation) require_key_of(*installation, file, fingerprint_of(key));
        const auto unopened = std::ranges::count_if(values, [&](const std::string& value) { return !key.open(value); });
        if (unopened > 0) {
            return {
                Outcome::wrong, "key file",
                fmt::format("{} does not open {} of {} sealed values: they were sealed with another key. Put that back "
                            "from a backup, or enter the secrets and API keys of connections, and make the webhook "
                            "secrets of campaigns, again.",
                            file.string(), unopened, values.size())};
        }
        if (!inspection.is_current()) {
            return {Outcome::ok, "key file", fmt::format("{}; the database has nothing to try it on.", file.string())};
        }
        return {Outcome::ok, "key file",
                fmt::format("{}, private, opens the {} sealed values that were tried.", file.string(), values.size())};
    } catch (const std::exception& error) {
        return {Outcome::wrong, "key file", error.what()};
    }
}

Finding check_clock(const Options& options, const database::Inspection& inspection) {
    const auto wrong = [](std::string sentence) {
        return Finding{Outcome::wrong, "clock",
                       sentence + " Let NTP set the clocks: sessions, links and campaigns depend on them."};
    };
    const auto now = SystemClock().now();
    if (inspection.time) {
        const auto ahead = now - *inspection.time;  // it was asked some moments ago
        if (is_large(ahead)) {
            return wrong(fmt::format("This machine's clock is {} the database server's.", describe_difference(ahead)));
        }
    }
    const auto* const storage = std::get_if<std::filesystem::path>(&options.storage);
    const auto probe = storage ? probe_folder(*storage) : FolderProbe();
    if (probe.written_at && is_large(SystemClock().now() - *probe.written_at)) {
        return wrong(fmt::format("This machine's clock is {} that of the storage.",
                                 describe_difference(SystemClock().now() - *probe.written_at)));
    }
    if (inspection.is_current()) {
        const auto newest = find_newest_entry_time(*inspection.connection);
        if (newest && *newest - now > longest_difference) {
            return wrong(fmt::format("This machine's clock is {} the newest entry of the audit log.",
                                     describe_difference(now - *newest)));
        }
    }
    if (inspection.time) return {Outcome::ok, "clock", "The same as the database server's, to some seconds."};
    if (is_synchronised()) return {Outcome::ok, "clock", "Synchronised, says the system."};
    return {Outcome::skipped, "clock",
            "It cannot be judged: SQLite has no clock of its own, and the system does not say that it is synchronised "
            "(timedatectl)."};
}

}  // namespace rollcall::app
