#pragma once

#include <string>
#include <string_view>

namespace rollcall::identity {

/// Names a browser by its User-Agent: "Firefox on Windows". As the page does (web/src/lib/describe-browser.ts).
std::string describe_browser(std::string_view user_agent);

}  // namespace rollcall::identity
