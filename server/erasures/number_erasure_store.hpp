#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/page.hpp"
#include "jobs/queue_store.hpp"

namespace rollcall::erasures {

/// How much there is about a number.
struct ErasureCounts {
    std::int64_t contacts = 0;
    std::int64_t calls = 0;
    std::int64_t transcripts = 0;
    std::int64_t recordings = 0;
    std::int64_t webhook_events = 0;
    std::int64_t attempts = 0;  ///< of campaigns
    std::int64_t imports = 0;   ///< of an erasure: 0 until the worker has read the files
};
BOOST_DESCRIBE_STRUCT(ErasureCounts, (), (contacts, calls, transcripts, recordings, webhook_events, attempts, imports))

/// The erasure of what is known about a number.
struct NumberErasure {
    ErasureId id;
    MemberId requested_by;
    Time requested_at;
    Time erase_by;
    std::optional<Time> erased_at;            ///< when no byte was left
    std::optional<std::string> sealed_phone;  ///< until the rows are erased
    ErasureCounts counts;
};
BOOST_DESCRIBE_STRUCT(NumberErasure, (), (id, requested_by, requested_at, erase_by, erased_at, sealed_phone, counts))

inline constexpr database::SortColumn erasure_sorts[] = {
    {"requested_at", "e.requested_at", database::SortColumn::Type::integer},
};

void insert_number_erasure_row(database::Transaction& tx, const NumberErasure& erasure);

database::Page<NumberErasure> list_number_erasures(database::Transaction& tx, const database::PageRequest& request);

/// Those that are not finished, oldest first.
std::vector<NumberErasure> list_open_number_erasures(database::Transaction& tx);

jobs::QueueState read_number_erasure_queue(database::Transaction& tx);

/// The rows are erased: the number is needed no longer, and how many imports had it is known.
void update_number_erasure_unsealed(database::Transaction& tx, const ErasureId& id, std::int64_t imports);

void update_number_erasure_finished(database::Transaction& tx, const ErasureId& id, Time now);

}  // namespace rollcall::erasures
