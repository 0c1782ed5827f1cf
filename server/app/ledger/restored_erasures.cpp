#include "app/ledger/restored_erasures.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "app/backup/command.hpp"
#include "app/control/stored_database.hpp"
#include "core/files/disk_error.hpp"
#include "core/temporary_file.hpp"
#include "erasures/number_erasures.hpp"
#include "members/removal/erasure.hpp"

namespace rollcall::app {

namespace {

SealingKey get_key(const Options& options, const std::optional<std::string>& key) {
    if (std::filesystem::exists(options.secret_key_file)) return SealingKey::load(options.secret_key_file);
    if (key) {
        TemporaryFile file(std::filesystem::temp_directory_path());
        file.append(*key);
        return SealingKey::load(file.path());
    }
    throw std::runtime_error(
        fmt::format("The ledger of erasures {} cannot be read without the key file, so who was erased would be "
                    "back. Put the key file there, or move the ledger away.",
                    options.erasures_file.string()));
}

}  // namespace

LedgerOfRestore::LedgerOfRestore(const CommandLine& command_line, const std::optional<std::string>& key)
    : options_(command_line.options) {
    const auto& file = options_.erasures_file;
    if (!std::filesystem::exists(file)) {
        if (command_line.without_erasures) return;
        throw std::runtime_error(
            fmt::format("There is no ledger of erasures {}, so who was removed or erased after the backup was made "
                        "would be back. Put the newest ledger there, or bring them back by --without-erasures.",
                        file.string()));
    }
    key_ = get_key(options_, key);
    require_whole(file, erasure_ledger::read_ledger(file, *key_));  // first: opening a ledger completes its last line
    ledger_.emplace(file, *key_);
}

void LedgerOfRestore::replay(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                             std::optional<Time> backup_made_at) {
    if (ledger_) replayed_ = replay_ledger({database, blobs, clock, *key_, *ledger_}, backup_made_at);
}

void LedgerOfRestore::erase_bytes(const Clock& clock) {
    if (!ledger_) return;
    try {
        const auto database = open_unused_database(options_.database, clock);
        const auto blobs = storage::open_storage(options_.storage);
        const mail::Folder folder(options_.data / "outbox");
        members::erase_removed_members({*database, *blobs, folder, clock, *ledger_});
        erasures::finish_number_erasures({*database, *blobs, clock, *key_, *ledger_}, {});
    } catch (const std::exception& error) {
        failure_ = describe_to_operator(error);
    }
}

std::string LedgerOfRestore::report() const {
    const auto file = options_.erasures_file.string();
    if (!ledger_) {
        return fmt::format(
            "There is no ledger of erasures at {}: members and numbers erased after the backup was made are in the "
            "database again.\n",
            file);
    }
    auto text = fmt::format(
        "The ledger of erasures {} was replayed. Removed again: {}. Erased again: {}, with {}, {} and the files of "
        "{}.\n",
        file, describe_number(replayed_.removals.members, "member"),
        describe_number(replayed_.numbers.numbers, "phone number"),
        describe_number(replayed_.numbers.contacts, "contact"), describe_number(replayed_.numbers.calls, "call"),
        describe_number(replayed_.numbers.imports, "import"));
    if (!failure_.empty()) {
        text += fmt::format(
            "Their bytes could not be erased from the files: {}. The server erases them when it starts.\n", failure_);
    }
    if (replayed_.removals.created_administrator) {
        text += fmt::format(
            "No administrator was left, so one without a password was created: rollcall reset-password {} gives it "
            "one.\n",
            *replayed_.removals.created_administrator);
    }
    if (options_.erasures_file != options_.data / "erasures.log") {
        text += fmt::format("Start the server with --erasures-file {} too.\n", file);
    }
    return text;
}

}  // namespace rollcall::app
