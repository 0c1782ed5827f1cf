#pragma once

#include <string_view>

#include "calls/call.hpp"

namespace rollcall::connectors {

/// What became of an attempt to reach somebody, by Vapi's `endedReason`. One that is not known here, or says nothing of
/// the person: answered where the call has connected.
calls::DialOutcome vapi_dial_outcome(std::string_view ended_reason, bool has_connected);

}  // namespace rollcall::connectors
