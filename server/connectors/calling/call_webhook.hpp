#pragma once

#include <string>
#include <string_view>

#include "connectors/calling/call_placer.hpp"
#include "connectors/web/web_request.hpp"

/// The webhook by which a call of an agent without a platform is asked for.
namespace rollcall::connectors {

/// The body of it.
std::string write_call_webhook(const CallOrder& order, Time now);

/// The value of the header Rollcall-Signature: "t=<seconds since 1970>,v1=<hex>", an HMAC-SHA256 over the time, a full
/// stop and the body. The receiver should refuse times that are more than some minutes away.
std::string sign_call_webhook(std::string_view secret, std::string_view body, Time now);

/// The request that sends it.
WebRequest make_call_webhook(const CallRoute& route, const CallOrder& order, Time now);

}  // namespace rollcall::connectors
