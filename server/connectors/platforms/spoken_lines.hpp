#pragma once

#include <string_view>

#include "calls/call.hpp"

namespace rollcall::connectors {

/// The turns of a transcript that is one text, as two platforms write it:
///
///     AI: Good morning.
///     User: Hello!
///
/// `agent` is what the agent is called in it ("AI"); the other is "User". A line without either belongs to the turn
/// before.
calls::Transcript turns_in(std::string_view text, std::string_view agent);

}  // namespace rollcall::connectors
