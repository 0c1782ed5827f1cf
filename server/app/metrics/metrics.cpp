#include "app/metrics/metrics.hpp"

#include <prometheus/text_serializer.h>

#include <chrono>

#include "app/metrics/families.hpp"
#include "app/metrics/process_metrics.hpp"
#include "app/metrics/queue_metrics.hpp"
#include "calls/live/live_streams.hpp"
#include "connectors/ingest/webhook_counters.hpp"
#include "connectors/recording_copies/recording_copier.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::app {

namespace {

void add_server(Families& families, const http::Counters& server) {
    add_gauge(families, "rollcall_connections", "Open connections.", server.connections);
    add_gauge(families, "rollcall_request_bytes", "Bytes of requests in memory.", server.request_bytes);
    add_gauge(families, "rollcall_upload_bytes", "Bytes of request bodies in temporary files.", server.body_file_bytes);
    add_counter(families, "rollcall_refused_connections_total", "Connections refused since their client had too many.",
                server.refused_connections);
    add_counter(families, "rollcall_closed_connections_total", "Connections closed to make room for others.",
                server.closed_connections);
    add_counter(families, "rollcall_refused_requests_total",
                "Requests refused since their client had too many at the same time behind a trusted proxy.",
                server.refused_requests);
    add_counter(families, "rollcall_refused_for_room_total", "Requests refused since no memory or place was left.",
                server.refused_for_room);
    add_counter(families, "rollcall_ended_requests_total",
                "Requests ended while they were read, to make room for others.", server.ended_requests);
}

void add_database(Families& families, const database::Database::WriterState& written,
                  const database::DatabaseMetrics& measured) {
    add_counter(families, "rollcall_database_writes_total", "Writes to the database.", written.writes);
    add_counter(families, "rollcall_database_write_statements_total", "Statements in writes to the database.",
                written.statements);
    add_gauge(families, "rollcall_database_writes_waiting", "Writes that wait for the next commit.",
              measured.waiting_writes.Value());
    add_histogram(families, "rollcall_database_write_group_size", "Writes that shared one commit.",
                  measured.write_group_sizes.Collect());
    add_histogram(families, "rollcall_database_write_seconds", "Time of a group of writes with its commit.",
                  measured.write_seconds.Collect());
    add_histogram(families, "rollcall_database_read_seconds",
                  "Time of a read, with the wait for a connection of the pool.", measured.read_seconds.Collect());
}

void add_passwords(Families& families, const identity::PasswordHasher& passwords) {
    const auto work = passwords.work();
    add_counter(families, "rollcall_password_hashes_total", "Password hashes computed.", work.hashes);
    add_counter(families, "rollcall_password_hash_seconds_total", "Time in which password hashes were computed.",
                std::chrono::duration<double>(work.time).count());
    add_gauge(families, "rollcall_password_hashes_waiting", "Requests that wait for a password hash.", work.waiting);
}

}  // namespace

std::string Metrics::write(const api::Services& services) const {
    Families families;
    add_labelled_gauge(families, "rollcall_build_info", "The version of the program.",
                       {{{{"version", services.version}}, 1}});
    add_all(families, registry_.Collect());
    add_server(families, *server_);
    add_gauge(families, "rollcall_live_streams", "Open live streams.", services.live_streams.count());
    add_database(families, services.database.writer_state(), *database_);
    add_passwords(families, services.passwords);
    add_queues(families, services.database, services.clock.now());
    add_all(families, services.webhook_counters.collect());
    add_all(families, services.recordings.counters().collect());
    add_all(families, services.outbox.counters().collect());
    add_process(families);
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace rollcall::app
