#pragma once

#include <boost/json/value.hpp>

#include "connectors/platforms/webhook.hpp"

namespace rollcall::connectors {

/// ElevenLabs sends `post_call_transcription`, `post_call_audio`, whose audio is kept apart
/// (connectors/ingest/webhook_content.hpp), and `call_initiation_failure`. It does not say the unit of its cost, which
/// is ignored.
Webhook read_elevenlabs_webhook(const boost::json::value& body);

}  // namespace rollcall::connectors
