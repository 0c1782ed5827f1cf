#pragma once

#include <boost/json/value.hpp>

#include "connectors/connections/connection.hpp"
#include "connectors/platforms/webhook.hpp"

namespace rollcall::connectors {

/// What a webhook of a platform says.
Webhook read_webhook(Platform platform, const boost::json::value& message);

}  // namespace rollcall::connectors
