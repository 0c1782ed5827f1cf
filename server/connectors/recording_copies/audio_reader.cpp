#include "connectors/recording_copies/audio_reader.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>

#include "connectors/platforms/field.hpp"
#include "connectors/recording_copies/audio_measuring.hpp"
#include "core/child_program.hpp"
#include "core/error.hpp"

namespace rollcall::connectors {

namespace {

namespace json = boost::json;

constexpr auto most_time = std::chrono::seconds(180);
constexpr std::size_t largest_output = 64 * 1024;

constexpr std::array<std::string_view, 4> content_types{"audio/wav", "audio/mpeg", "audio/flac", "audio/ogg"};

// Written anew, so that nothing is stored but numbers.
std::optional<std::string> channel_peaks(const json::value& channel) {
    const auto& numbers = Field(channel).items();
    if (numbers.size() != peaks_per_channel) return std::nullopt;
    std::string text = "[";
    for (const auto& number : numbers) {
        const auto peak = Field(number).number();
        if (!peak || *peak < 0 || *peak > 1) return std::nullopt;
        text += fmt::format("{}{:.3g}", text.size() > 1 ? "," : "", *peak);
    }
    return text + ']';
}

std::optional<std::string> peaks_of(Field said) {
    const auto& channels = said["peaks"].items();
    if (channels.empty() || channels.size() > most_shown_channels) return std::nullopt;
    std::string text = "[";
    for (const auto& channel : channels) {
        const auto peaks = channel_peaks(channel);
        if (!peaks) return std::nullopt;
        text += (text.size() > 1 ? "," : "") + *peaks;
    }
    return text + ']';
}

}  // namespace

std::optional<AudioFacts> audio_facts_in(const std::string& output) {
    json::error_code error;
    const auto value = json::parse(output, error);
    const Field said(value);
    const auto type = said["content_type"].text();
    const auto duration = said["duration"].milliseconds();
    const auto peaks = peaks_of(said);
    const bool is_known = type && std::ranges::find(content_types, *type) != content_types.end();
    if (error || !is_known || !duration || !peaks) return std::nullopt;
    return AudioFacts{*type, *duration, *peaks};
}

std::optional<AudioFacts> AudioReader::measure(const TemporaryFile& file, const std::stop_token& stop) const {
    const auto ended = run_program_on_file(program_, file.path(), most_time, largest_output, stop);
    if (!ended || ended->status == 1 || ended->status == 127) {
        spdlog::error("audio cannot be read: {} does not run", program_.string());
        throw Error::unavailable("Audio cannot be read at the moment.");
    }
    // Whatever else ended it (a signal, a limit), the audio was the reason.
    if (ended->status != static_cast<int>(Measured::yes)) return std::nullopt;
    return audio_facts_in(ended->output);
}

}  // namespace rollcall::connectors
