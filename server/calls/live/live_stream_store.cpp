#include "calls/live/live_stream_store.hpp"

namespace rollcall::calls {

namespace {

constexpr auto insert_instance =
    "INSERT INTO live_instances (id, beats) VALUES ($1, 0) ON CONFLICT (id) DO NOTHING";
constexpr auto insert_stream = R"(
    INSERT INTO live_streams (id, instance_id, holder, number)
    VALUES ($1, $2, $3, (SELECT COALESCE(MAX(number), 0) + 1 FROM live_streams WHERE holder = $3)))";
constexpr auto delete_oldest = R"(
    DELETE FROM live_streams
    WHERE holder = $1 AND number <= (
        SELECT number FROM live_streams WHERE holder = $1 ORDER BY number DESC LIMIT 1 OFFSET $2))";
constexpr auto select_of_holder = "SELECT id FROM live_streams WHERE holder = $1";
constexpr auto select_of_instance = "SELECT id FROM live_streams WHERE instance_id = $1";
constexpr auto delete_stream = "DELETE FROM live_streams WHERE id = $1";
constexpr auto select_instances = "SELECT id, beats FROM live_instances";
constexpr auto update_beats = "UPDATE live_instances SET beats = beats + 1 WHERE id = $1";
constexpr auto delete_instance = "DELETE FROM live_instances WHERE id = $1";
constexpr auto delete_instance_without_streams = R"(
    DELETE FROM live_instances
    WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM live_streams WHERE instance_id = $1))";

std::string read_id(const database::Row& row) { return row.text(0); }

}  // namespace

void insert_live_stream_row(database::Transaction& tx, const LiveStreamRow& stream, std::size_t max_per_holder) {
    tx.execute_later(insert_instance, stream.instance_id);
    tx.execute_later(insert_stream, stream.id, stream.instance_id, stream.holder);
    tx.execute_later(delete_oldest, stream.holder, max_per_holder);
}

std::vector<std::string> list_live_streams_of_holder(database::Transaction& tx, std::string_view holder) {
    return tx.all(select_of_holder, read_id, holder);
}

std::vector<std::string> list_live_streams_of_instance(database::Transaction& tx, std::string_view instance_id) {
    return tx.all(select_of_instance, read_id, instance_id);
}

void delete_live_stream_rows(database::Transaction& tx, const std::vector<std::string>& ids) {
    for (const auto& id : ids) tx.execute_later(delete_stream, id);
}

std::vector<LiveInstance> list_live_instances(database::Transaction& tx) {
    return tx.all(select_instances, [](const database::Row& row) { return LiveInstance{row.text(0), row.integer(1)}; });
}

void update_live_instance_beats(database::Transaction& tx, std::string_view id) { tx.execute_later(update_beats, id); }

void delete_live_instance_row(database::Transaction& tx, std::string_view id) { tx.execute_later(delete_instance, id); }

void delete_live_instance_row_without_streams(database::Transaction& tx, std::string_view id) {
    tx.execute_later(delete_instance_without_streams, id);
}

}  // namespace rollcall::calls
