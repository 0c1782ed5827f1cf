#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/installation/installation_store.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "storage/blobs.hpp"

namespace rollcall::app {

/// The key of this instance, which with its storage is the one of the database: those that the first server which
/// started with it had, or, after a restore, the first one since. That first server creates the key file where there
/// is none.
///
/// Throws LastingError with one plain line, and leaves no file behind, where the key file or the storage is another
/// one, or there is no key file: what is sealed in the database could not be opened, and files would be missing on one
/// instance or the other. `storage` is its name for that line. Several instances may start at once.
SealingKey join_installation(database::Database& database, storage::Blobs& blobs, const Clock& clock,
                             const std::filesystem::path& key_file, std::string_view storage);

/// Throws LastingError with one plain line where the key file is not the one of the database.
void require_key_of(const Installation& installation, const std::filesystem::path& key_file,
                    std::string_view fingerprint);

/// The same where the storage is not. `storage` is its name for that line.
void require_storage_of(const Installation& installation, storage::Blobs& blobs, std::string_view storage);

/// The token of the link that sets the account up: the same on every instance, since a proxy in front of them decides
/// which one is asked.
std::string derive_setup_token(const SealingKey& key);

}  // namespace rollcall::app
