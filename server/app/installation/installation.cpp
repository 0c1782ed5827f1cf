#include "app/installation/installation.hpp"

#include <fmt/format.h>

#include <system_error>

#include "app/backup/key_file.hpp"
#include "core/id.hpp"
#include "core/lasting_error.hpp"
#include "core/random.hpp"

namespace rollcall::app {

namespace {

/// Each storage has one of its own name, so that two instances that start at once overwrite nothing of each other.
std::string marker_of(std::string_view storage_id) { return fmt::format("installation/{}", storage_id); }

[[noreturn]] void refuse_missing_key(const std::filesystem::path& file) {
    throw LastingError(fmt::format(
        "There is no key file {}, and a new one could not open the secrets in the database: copy secret.key "
        "of another instance, or of a backup, there.",
        file.string()));
}

/// What is stored by now: this, or what another instance was first with.
Installation found_installation(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                                const std::string& key_fingerprint) {
    const Installation found{key_fingerprint, make_uuid(clock.now())};
    blobs.put(marker_of(found.storage_id), found.storage_id);
    const auto stored =
        database.write([&](database::Transaction& tx) { return insert_or_find_installation(tx, found); });
    if (stored.storage_id != found.storage_id) blobs.remove(marker_of(found.storage_id));
    return stored;
}

}  // namespace

SealingKey join_installation(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                             const std::filesystem::path& key_file, std::string_view storage) {
    const auto known = database.read_statement(find_installation);
    const bool has_key = std::filesystem::exists(key_file);
    if (known && !has_key) refuse_missing_key(key_file);
    auto key = SealingKey::load_or_create(key_file);
    const auto fingerprint = fingerprint_of(key);
    const auto installation = known ? *known : found_installation(database, blobs, clock, fingerprint);
    if (installation.key_fingerprint != fingerprint && !has_key) {
        std::error_code ignored;
        std::filesystem::remove(key_file, ignored);  // another instance was first, with a key of its own
    }
    require_key_of(installation, key_file, fingerprint);
    require_storage_of(installation, blobs, storage);
    return key;
}

void require_key_of(const Installation& installation, const std::filesystem::path& key_file,
                    std::string_view fingerprint) {
    if (installation.key_fingerprint == fingerprint) return;
    throw LastingError(
        fmt::format("The key file {} is not the one of this database: copy secret.key of another instance, or of a "
                    "backup, there.",
                    key_file.string()));
}

void require_storage_of(const Installation& installation, storage::Blobs& blobs, std::string_view storage) {
    const auto marker = marker_of(installation.storage_id);
    if (blobs.open(marker)) return;
    throw LastingError(fmt::format(
        "The storage {0} is not the one of this database: use the same --storage as the other instances. To "
        "replace a storage that is lost, put a file of any content at {1} in the new one.",
        storage, marker));
}

std::string derive_setup_token(const SealingKey& key) {
    const auto derived = key.derive_key("link of the set-up");
    return hash_token({reinterpret_cast<const char*>(derived.data()), derived.size()});
}

}  // namespace rollcall::app
