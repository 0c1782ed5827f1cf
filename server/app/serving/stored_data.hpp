#pragma once

#include <memory>

#include "app/metrics/metrics.hpp"
#include "app/options.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "erasure_ledger/ledger.hpp"
#include "erasures/row_erasure.hpp"
#include "storage/blobs.hpp"

namespace rollcall::app {

/// The database, the storage, the key and the ledger of erasures, as requests and workers may use them: they belong
/// together, texts are folded as by this version, and nobody is in them who was erased.
struct StoredData {
    explicit StoredData(const Options& options);
    StoredData(const StoredData&) = delete;
    StoredData& operator=(const StoredData&) = delete;

    const SystemClock clock;
    Metrics metrics;
    const std::unique_ptr<database::Database> database;
    const std::unique_ptr<storage::Blobs> blobs;
    const SealingKey key;
    erasure_ledger::Ledger ledger;
    const erasures::NumberErasureContext erasure_context;
};

}  // namespace rollcall::app
