#include "connectors/ingest/webhook_context.hpp"

namespace rollcall::connectors {

WebhookContext webhook_context_of(const api::Request& request, api::Services& services) {
    return {services.database,
            services.blobs,
            services.clock,
            services.key,
            services.temporary_folder,
            services.wrong_signatures,
            services.webhook_counters,
            request.client_address(),
            services.platform_client,
            services.on_reported_call,
            services.may_be_dialled};
}

}  // namespace rollcall::connectors
