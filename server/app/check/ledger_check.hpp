#pragma once

#include "app/check/finding.hpp"
#include "app/options.hpp"

namespace rollcall::app {

/// Whether the ledger of erasures is whole, belongs to the key file, and can be written.
Finding check_ledger(const Options& options);

}  // namespace rollcall::app
