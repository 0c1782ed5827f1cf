#include "connectors/ingest/ingest_routes.hpp"

#include "connectors/ingest/deliveries.hpp"
#include "connectors/recording_copies/recording_worker.hpp"

namespace rollcall::connectors {

namespace {

Intake intake(api::Services& services) {
    return {services.database, services.blobs, services.clock, services.key, services.temporary_folder};
}

Header headers_of(const api::Request& request) {
    return [&request](std::string_view name) { return request.header(name); };
}

Payload payload_of(const api::Request& request) {
    const auto* file = request.spooled_body();
    return file ? Payload(*file) : Payload(request.bytes());
}

}  // namespace

http::Response ingest(const api::Request& request, api::Services& services) {
    const auto taken =
        take_delivery(intake(services), request.id<ConnectionId>(), headers_of(request), payload_of(request));
    if (taken == Taken::with_recording) services.recordings.wake();
    return http::Response::json(200, "{}");
}

http::Response admit(const api::Request& request, api::Services& services) {
    admit_delivery(intake(services), request.id<ConnectionId>(), headers_of(request));
    return {};
}

}  // namespace rollcall::connectors
