#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "connectors/ingest/webhooks.hpp"

namespace rollcall::connectors {

/// What receiving a webhook needs, for the client of this request.
WebhookContext webhook_context_of(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
