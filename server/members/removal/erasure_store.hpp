#pragma once

#include <boost/describe/class.hpp>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// A removed member whose bytes are still in the files.
struct Erasure {
    MemberId member_id;
    MemberId removed_by;
    Time removed_at;
    Time erase_by;
};
BOOST_DESCRIBE_STRUCT(Erasure, (), (member_id, removed_by, removed_at, erase_by))

void insert_erasure_row(database::Transaction& tx, const Erasure& erasure);

/// Those that are not finished, oldest first.
std::vector<Erasure> list_open_erasures(database::Transaction& tx);

void update_erasure_finished(database::Transaction& tx, const MemberId& member, Time now);

}  // namespace rollcall::members
