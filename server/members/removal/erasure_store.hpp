#pragma once

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// A removed member whose bytes are still in the files.
struct Erasure {
    MemberId member;
    MemberId removed_by;
    Time removed_at;
    Time erase_by;
};

void insert_erasure(database::Transaction& tx, const Erasure& erasure);

/// Those that are still to be done, oldest first.
std::vector<Erasure> open_erasures(database::Transaction& tx);

void mark_erased(database::Transaction& tx, const MemberId& member, Time now);

}  // namespace rollcall::members
