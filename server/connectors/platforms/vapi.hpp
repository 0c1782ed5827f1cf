#pragma once

#include <boost/json/value.hpp>

#include "connectors/platforms/webhook.hpp"

namespace rollcall::connectors {

/// Vapi sends `status-update` while a call is ongoing, and `end-of-call-report` once it has ended; and
/// `campaign.predial`, a question, before one of its campaigns calls somebody.
Webhook read_vapi_webhook(const boost::json::value& body);

}  // namespace rollcall::connectors
