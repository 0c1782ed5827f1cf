#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /calls/{id}/recording: the audio or a range of it. Ends within a second after the caller's right to listen.
http::Response handle_get_recording(const api::Request& request, api::Services& services);
/// GET /calls/{id}/waveform
http::Response handle_get_waveform(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
