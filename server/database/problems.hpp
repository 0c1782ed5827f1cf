#pragma once

/// What clients are told where a database cannot be used; the log says why.
namespace rollcall::database {

inline constexpr auto unreachable_problem = "The data cannot be reached at the moment. Try again shortly.";
inline constexpr auto full_disk_problem = "This could not be saved: there is no space left on the server.";

}  // namespace rollcall::database
