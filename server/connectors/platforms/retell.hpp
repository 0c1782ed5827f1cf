#pragma once

#include <boost/json/value.hpp>

#include "connectors/platforms/webhook.hpp"

namespace rollcall::connectors {

/// Retell sends `call_started`, `call_ended` and `call_analyzed`, each with all that is known of the call so far.
Webhook read_retell_webhook(const boost::json::value& body);

}  // namespace rollcall::connectors
