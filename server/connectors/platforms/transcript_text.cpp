#include "connectors/platforms/transcript_text.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

std::optional<std::string_view> find_words_of(std::string_view line, std::string_view speaker) {
    if (!line.starts_with(speaker) || !line.substr(speaker.size()).starts_with(':')) return std::nullopt;
    return line.substr(speaker.size() + 1);
}

}  // namespace

calls::Transcript parse_transcript_text(std::string_view text, std::string_view agent) {
    calls::Transcript turns;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (const auto words = find_words_of(line, agent)) {
            turns.push_back({calls::TurnRole::agent, trim(*words), {}, {}});
        } else if (const auto others = find_words_of(line, "User")) {
            turns.push_back({calls::TurnRole::caller, trim(*others), {}, {}});
        } else if (!turns.empty() && !trim(line).empty()) {
            turns.back().text += '\n' + trim(line);
        }
    }
    std::erase_if(turns, [](const calls::Turn& turn) { return turn.text.empty(); });
    return turns;
}

}  // namespace rollcall::connectors
