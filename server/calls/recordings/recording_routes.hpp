#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /calls/{id}/recording: the audio or a part of it. Ends within a second of the right to hear it.
http::Response show_recording(const api::Request& request, api::Services& services);
/// GET /calls/{id}/waveform.
http::Response show_waveform(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
