#pragma once

#include <string_view>

#include "calls/call.hpp"

namespace rollcall::connectors {

/// The turns of a transcript that is one text, as two platforms write it:
///
///     AI: Good morning.
///     User: Hello!
///
/// `agent` is the name of the agent in it ("AI"); the caller is "User". A line without either belongs to the turn
/// before.
calls::Transcript parse_transcript_text(std::string_view text, std::string_view agent);

}  // namespace rollcall::connectors
