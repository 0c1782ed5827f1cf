#pragma once

#include <string>
#include <string_view>

#include "connectors/calling/call_placer.hpp"
#include "connectors/web/web_request.hpp"

/// What platforms answer when they do not do what they were asked.
namespace rollcall::connectors {

/// What an answer says, in one line; where it says nothing, its status. Never contains `secret`, which some quote.
std::string words_of_answer(const WebResult& result, std::string_view secret);

/// What became of a call, by an answer that does not confirm it, or by no answer. Statuses have priority, but for what
/// platforms say under one status of several things: no credit, too many calls, the daily limit, a wrong number.
PlacedCall read_refusal(const WebResult& result, std::string_view secret);

/// The same for the words of an answer that says that no call was placed.
PlacedCall::Result refusal_of_words(std::string_view words);

}  // namespace rollcall::connectors
