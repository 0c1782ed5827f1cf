#pragma once

#include <string>
#include <vector>

#include "database/database.hpp"

namespace rollcall::jobs {

/// Notes that no row points to a blob, and when it is to be deleted.
void note_unreferenced(database::Transaction& tx, const std::string& blob, Time delete_at);

enum class Rescued { yes, too_late };

/// Forgets that note, since a row points to the blob from now on; unless its time has come.
Rescued rescue(database::Transaction& tx, const std::string& blob, Time now);

/// The blobs whose time has come.
std::vector<std::string> unreferenced(database::Transaction& tx, Time now);

void forget_unreferenced(database::Transaction& tx, const std::string& blob);

}  // namespace rollcall::jobs
