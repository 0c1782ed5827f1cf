#include "connectors/ingest/webhook_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "connectors/ingest/webhook_context.hpp"
#include "connectors/recording_copies/recording_copier.hpp"

namespace rollcall::connectors {

namespace {

/// As Vapi's SDK has it (ServerMessageResponseCampaignPredial).
struct PredialAnswer {
    bool eligible;
};
BOOST_DESCRIBE_STRUCT(PredialAnswer, (), (eligible))

HeaderLookup headers_of(const api::Request& request) {
    return [&request](std::string_view name) { return request.header(name); };
}

WebhookBody body_of(const api::Request& request) {
    const auto* file = request.body_file();
    return file ? WebhookBody(*file) : WebhookBody(request.bytes());
}

}  // namespace

http::Response handle_receive_webhook(const api::Request& request, api::Services& services) {
    const auto received = receive_webhook(webhook_context_of(request, services), request.id<ConnectionId>(),
                                          headers_of(request), body_of(request));
    if (received.has_recording) services.recordings.wake();
    if (received.is_eligible) return api::respond_ok(PredialAnswer{*received.is_eligible});
    return http::Response::json(200, "{}");
}

http::Response handle_check_webhook_header(const api::Request& request, api::Services& services) {
    require_signature_header(webhook_context_of(request, services), request.id<ConnectionId>(), headers_of(request));
    return {};
}

}  // namespace rollcall::connectors
