#include "identity/sign_ins/describe_browser.hpp"

#include <span>
#include <utility>

namespace rollcall::identity {

namespace {

using Names = std::pair<std::string_view, std::string_view>;

// The first match counts: most browsers also name an older one.
constexpr Names browsers[] = {{"Edg/", "Edge"},      {"EdgA/", "Edge"},       {"EdgiOS/", "Edge"},
                              {"OPR/", "Opera"},     {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
                              {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"},    {"Chromium/", "Chrome"},
                              {"Safari/", "Safari"}, {"curl/", "curl"}};
constexpr Names systems[] = {{"iPhone", "iOS"},      {"iPad", "iOS"},       {"Android", "Android"},
                             {"Windows", "Windows"}, {"Mac OS X", "macOS"}, {"Linux", "Linux"}};

constexpr std::size_t longest_unknown = 40;

std::string_view find_name(std::span<const Names> known, std::string_view user_agent) {
    for (const auto& [part, name] : known) {
        if (user_agent.find(part) != std::string_view::npos) return name;
    }
    return {};
}

}  // namespace

std::string describe_browser(std::string_view user_agent) {
    const auto browser = find_name(browsers, user_agent);
    const auto system = find_name(systems, user_agent);
    if (!browser.empty() && !system.empty()) return std::string(browser) + " on " + std::string(system);
    if (!browser.empty()) return std::string(browser);
    if (!system.empty()) return std::string(system);
    return user_agent.empty() ? "Unknown browser" : std::string(user_agent.substr(0, longest_unknown));
}

}  // namespace rollcall::identity
