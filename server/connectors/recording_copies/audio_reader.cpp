#include "connectors/recording_copies/audio_reader.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>

#include "connectors/platforms/field.hpp"
#include "connectors/recording_copies/audio_program.hpp"
#include "connectors/recording_copies/recording_copy_limits.hpp"
#include "core/child_program.hpp"
#include "core/error.hpp"

namespace rollcall::connectors {

namespace {

namespace json = boost::json;

/// How often a reader that waits checks for a requested stop.
constexpr std::chrono::milliseconds stop_check_interval{200};

constexpr std::array<std::string_view, 4> content_types{"audio/wav", "audio/mpeg", "audio/flac", "audio/ogg"};

// Formatted again, so that only numbers are stored.
std::optional<std::string> format_channel(const json::value& channel) {
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

std::optional<std::string> format_peaks(Field output) {
    const auto& channels = output["peaks"].items();
    if (channels.empty() || channels.size() > most_shown_channels) return std::nullopt;
    std::string text = "[";
    for (const auto& channel : channels) {
        const auto peaks = format_channel(channel);
        if (!peaks) return std::nullopt;
        text += (text.size() > 1 ? "," : "") + *peaks;
    }
    return text + ']';
}

}  // namespace

std::optional<AudioFacts> parse_audio_output(const std::string& output) {
    json::error_code error;
    const auto value = json::parse(output, error);
    const Field output_json(value);
    const auto type = output_json["content_type"].text();
    const auto duration = output_json["duration"].milliseconds();
    const auto peaks = format_peaks(output_json);
    const bool is_known = type && std::ranges::find(content_types, *type) != content_types.end();
    if (error || !is_known || !duration || !peaks) return std::nullopt;
    return AudioFacts{*type, *duration, *peaks};
}

namespace {

AudioReading reading_of(const std::optional<ProgramResult>& result, const std::filesystem::path& program) {
    if (!result || result->status == 1 || result->status == 127) {
        spdlog::error("audio cannot be read: {} does not run", program.string());
        throw Error::unavailable("Audio cannot be read at the moment.");
    }
    if (result->was_interrupted) throw Error::unavailable("Reading the audio was interrupted.");
    if (result->status == static_cast<int>(AudioExit::no_audio) ||
        result->status == static_cast<int>(AudioExit::no_samples)) {
        return {AudioReading::Outcome::no_audio};
    }
    auto facts =
        result->status == static_cast<int>(AudioExit::done) ? parse_audio_output(result->output) : std::nullopt;
    if (!facts) return {AudioReading::Outcome::unreadable};
    return {AudioReading::Outcome::audio, *std::move(facts)};
}

}  // namespace

AudioReader::AudioReader(std::filesystem::path program)
    : program_(std::move(program)), programs_(std::make_shared<std::counting_semaphore<>>(max_audio_programs)) {}

AudioReading AudioReader::read(const TemporaryFile& file, const std::stop_token& stop) const {
    while (!programs_->try_acquire_for(stop_check_interval)) {
        if (stop.stop_requested()) return {AudioReading::Outcome::stopped};
    }
    const std::unique_ptr<std::counting_semaphore<>, void (*)(std::counting_semaphore<>*)> place(
        programs_.get(), [](std::counting_semaphore<>* programs) { programs->release(); });
    const auto result = run_program_on_file(program_, file.path(), audio_timeout, largest_audio_output, stop);
    if (stop.stop_requested()) return {AudioReading::Outcome::stopped};
    return reading_of(result, program_);
}

}  // namespace rollcall::connectors
