#pragma once

namespace rollcall::connectors {

/// What the id of an attempt is called in the metadata and the variables of a call.
inline constexpr auto attempt_variable = "rollcall_attempt_id";

}  // namespace rollcall::connectors
