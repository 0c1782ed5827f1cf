#pragma once

#include "database/database.hpp"

namespace rollcall::app {

/// Writes that somebody asks whether the server is ready. That this succeeds is the answer: a full disk can be read.
void note_question(database::Transaction& tx, Time now);

}  // namespace rollcall::app
