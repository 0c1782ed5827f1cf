#include "calls/transcript.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "core/enum_names.hpp"

namespace rollcall::calls {

namespace json = boost::json;

namespace {

json::value to_json(const std::optional<Duration>& moment) {
    return moment ? json::value(moment->count()) : json::value(nullptr);
}

std::optional<Duration> moment_of(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    return Duration(value.as_int64());
}

}  // namespace

std::string to_text(const Transcript& transcript) {
    json::array turns;
    for (const auto& turn : transcript)
        turns.push_back(json::array{enum_name(turn.role), turn.text, to_json(turn.start), to_json(turn.end)});
    return json::serialize(turns);
}

Transcript transcript_from_text(std::string_view text) {
    const auto turns = json::parse(text);
    Transcript transcript;
    for (const auto& value : turns.as_array()) {
        const auto& turn = value.as_array();
        transcript.push_back({.role = enum_value<TurnRole>(turn.at(0).as_string()),
                              .text = std::string(turn.at(1).as_string()),
                              .start = moment_of(turn.at(2)),
                              .end = moment_of(turn.at(3))});
    }
    return transcript;
}

}  // namespace rollcall::calls
