#pragma once

#include <optional>

#include "app/check/finding.hpp"
#include "app/installation/installation_store.hpp"
#include "app/options.hpp"
#include "database/inspection.hpp"

namespace rollcall::app {

/// Whether the database can be used, and what its tables are to this program.
Finding check_database(const Options& options, const database::Inspection& inspection);

/// Whether the key file is there and private, and opens what is sealed in the database.
Finding check_key_file(const Options& options, const database::Inspection& inspection,
                       const std::optional<Installation>& installation);

/// This machine's clock against those of the database server and the storage, and against what is stored.
Finding check_clock(const Options& options, const database::Inspection& inspection);

}  // namespace rollcall::app
