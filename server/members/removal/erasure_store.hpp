#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"
#include "jobs/queue_store.hpp"

namespace rollcall::members {

/// The erasure of a removed member, finished or not.
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

/// At most `limit` with larger ids, finished ones too, in the order of the ids.
std::vector<Erasure> list_erasures_after(database::Transaction& tx, const MemberId& member, std::int64_t limit);

jobs::QueueState read_erasure_queue(database::Transaction& tx);

void update_erasure_finished(database::Transaction& tx, const MemberId& member, Time now);

}  // namespace rollcall::members
