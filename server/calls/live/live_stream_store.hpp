#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.hpp"

/// The live streams of all instances, as far as they count.
namespace rollcall::calls {

struct LiveStreamRow {
    std::string id;
    std::string instance_id;
    std::string holder;  ///< the session or API token
};

/// Inserts a stream, the newest of its holder, and the row of its instance where there is none. Deletes the oldest of
/// that holder where there are more than `max_per_holder`.
void insert_live_stream_row(database::Transaction& tx, const LiveStreamRow& stream, std::size_t max_per_holder);

std::vector<std::string> list_live_streams_of_holder(database::Transaction& tx, std::string_view holder);
std::vector<std::string> list_live_streams_of_instance(database::Transaction& tx, std::string_view instance_id);

void delete_live_stream_rows(database::Transaction& tx, const std::vector<std::string>& ids);

struct LiveInstance {
    std::string id;
    std::int64_t beats = 0;
};

std::vector<LiveInstance> list_live_instances(database::Transaction& tx);

/// Shows the others that the instance runs.
void update_live_instance_beats(database::Transaction& tx, std::string_view id);

/// With its streams.
void delete_live_instance_row(database::Transaction& tx, std::string_view id);

void delete_live_instance_row_without_streams(database::Transaction& tx, std::string_view id);

}  // namespace rollcall::calls
