#include "connectors/ingest/webhook_routes.hpp"

#include "connectors/ingest/webhooks.hpp"
#include "connectors/recording_copies/recording_copier.hpp"

namespace rollcall::connectors {

namespace {

WebhookContext context_of(const api::Request& request, api::Services& services) {
    return {services.database,         services.blobs,          services.clock, services.key, services.temporary_folder,
            services.wrong_signatures, request.client_address()};
}

HeaderLookup headers_of(const api::Request& request) {
    return [&request](std::string_view name) { return request.header(name); };
}

WebhookBody body_of(const api::Request& request) {
    const auto* file = request.body_file();
    return file ? WebhookBody(*file) : WebhookBody(request.bytes());
}

}  // namespace

http::Response handle_receive_webhook(const api::Request& request, api::Services& services) {
    const bool has_recording = receive_webhook(context_of(request, services), request.id<ConnectionId>(),
                                               headers_of(request), body_of(request));
    if (has_recording) services.recordings.wake();
    return http::Response::json(200, "{}");
}

http::Response handle_check_webhook_header(const api::Request& request, api::Services& services) {
    require_signature_header(context_of(request, services), request.id<ConnectionId>(), headers_of(request));
    return {};
}

}  // namespace rollcall::connectors
