#pragma once

#include <string_view>

namespace rollcall::app {

/// The version of the program, such as "0.2.0+5.g8354511": five commits after version 0.2.0; "0.1.0~1234.g8354511"
/// before the first. Made when the program is built (server/app/version.cmake), and part of the program alone, so that
/// a commit does not link the tests again.
extern const std::string_view version;

}  // namespace rollcall::app
