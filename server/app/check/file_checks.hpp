#pragma once

#include <optional>

#include "app/check/finding.hpp"
#include "app/installation/installation_store.hpp"
#include "app/options.hpp"

namespace rollcall::app {

/// Whether the page and the programs beside this one are there; that the options are valid is known by then.
Finding check_settings(const Options& options);

/// Whether pictures, recordings and temporary files can be written, and the storage is the one of the database.
Finding check_storage(const Options& options, const std::optional<Installation>& installation);

/// Whether only their owner can read the data folder and the database, and the server can write all that is there.
Finding check_permissions(const Options& options);

/// Whether the disks of data folder, storage, database and ledger of erasures have room.
Finding check_free_disk(const Options& options);

}  // namespace rollcall::app
