#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "connectors/connections/connection.hpp"
#include "connectors/platforms/webhook.hpp"

namespace rollcall::connectors {

/// What a webhook of a platform says.
Webhook read_webhook(Platform platform, const boost::json::value& message);

/// Whether webhooks of this kind say something about calls, or bring their audio.
bool is_kind_about_calls(std::string_view kind);

}  // namespace rollcall::connectors
