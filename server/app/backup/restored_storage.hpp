#pragma once

#include <filesystem>
#include <memory>

#include "app/options.hpp"
#include "storage/blobs.hpp"

namespace rollcall::app {

/// Where a restore puts pictures, recordings and imported files. What is not kept is deleted with this object, or,
/// after a crash, by the next restore.
class RestoredStorage {
public:
    RestoredStorage() = default;
    virtual ~RestoredStorage() = default;
    RestoredStorage(const RestoredStorage&) = delete;
    RestoredStorage& operator=(const RestoredStorage&) = delete;

    virtual storage::Blobs& blobs() = 0;
    /// For the bytes of one of them, on the disk of the blobs where there is one.
    virtual const std::filesystem::path& temporary_folder() const = 0;
    /// Before the database is published: from now on all is where a server looks for it.
    virtual void publish() = 0;
    /// Once the database that names the blobs is published. False where the storage still says that a restore has not
    /// ended: another restore would delete what is there, until a server has started.
    [[nodiscard]] virtual bool keep() = 0;
    /// Where that is not known: all stays as it is, and the next server or restore goes on as after a crash.
    virtual void leave() = 0;
};

std::unique_ptr<RestoredStorage> make_restored_storage(const Options& options);

/// For a server that uses the database of a restore which was killed after it had published it: from now on what is in
/// the storage is the server's.
void remove_end_of_restore(const storage::StorageAddress& address, storage::Blobs& blobs);

/// Throws std::runtime_error with one plain line where the storage has something already.
void require_empty_storage(const storage::StorageAddress& address);

}  // namespace rollcall::app
