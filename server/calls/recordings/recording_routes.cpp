#include "calls/recordings/recording_routes.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "api/answer.hpp"
#include "api/still_allowed.hpp"
#include "calls/recordings/recordings.hpp"
#include "core/error.hpp"
#include "http/json/json.hpp"
#include "storage/blobs.hpp"

namespace rollcall::calls {

namespace {

// What is read and asked leave for at once: a few seconds of sound, and little memory for each who listens.
constexpr std::uint64_t piece_size = 48 * 1024;

constexpr std::pair<std::string_view, std::string_view> endings[] = {
    {"audio/wav", ".wav"}, {"audio/mpeg", ".mp3"}, {"audio/flac", ".flac"}, {"audio/ogg", ".ogg"}};

std::string file_name(const HeardAudio& audio, const CallId& call) {
    const auto found =
        std::ranges::find(endings, audio.content_type, &std::pair<std::string_view, std::string_view>::first);
    const auto ending = found == std::end(endings) ? std::string_view() : found->second;
    return fmt::format("call-{}-{}{}", to_rfc3339(audio.call_started_at).substr(0, 10), call.text(), ending);
}

/// Of one state of the bytes, which never change under their name.
std::string tag_of(const HeardAudio& audio) { return '"' + audio.blob.substr(audio.blob.rfind('/') + 1) + '"'; }

std::shared_ptr<storage::Blob> open(storage::Blobs& blobs, const HeardAudio& audio) {
    std::shared_ptr<storage::Blob> blob = blobs.open(audio.blob);
    if (blob) return blob;
    spdlog::error("The recording {} is not in the storage", audio.blob);
    throw Error::unavailable("The recording cannot be read at the moment.");
}

/// Asks again before each piece whether it may still be heard.
http::NextPiece pieces_of(std::shared_ptr<storage::Blob> blob, http::ByteRange range, std::function<void()> require) {
    return [blob = std::move(blob), range, require = std::move(require)]() mutable -> std::string {
        require();
        auto bytes = blob->read(range.first, std::min(range.length, piece_size));
        range.first += bytes.size();
        range.length -= bytes.size();
        return bytes;
    };
}

http::Response not_satisfiable(const api::Request& request, std::uint64_t size) {
    auto response =
        request.problem(Error(ErrorCode::range_not_satisfiable, fmt::format("The recording has {} bytes.", size)));
    response.set("Content-Range", fmt::format("bytes */{}", size));
    return response;
}

}  // namespace

http::Response show_recording(const api::Request& request, api::Services& services) {
    const auto call = request.id<CallId>();
    const auto& caller = request.caller();
    const bool is_download = request.flag("download");
    const auto audio = services.database.read([&](database::Transaction& tx) { return get_audio(tx, caller, call); });
    auto blob = open(services.blobs, audio);
    const auto size = blob->size();
    const auto asked = request.asked_range(size, tag_of(audio));
    if (std::holds_alternative<http::NotSatisfiable>(asked)) return not_satisfiable(request, size);

    const auto* part = std::get_if<http::ByteRange>(&asked);
    const auto range = part ? *part : http::ByteRange{0, size};
    const auto require = [&services, caller, call] {
        require_to_hear(services.database, caller, call, services.clock.now());
    };
    auto response = http::Response::pieces(audio.content_type, pieces_of(std::move(blob), range, require));
    response.length = range.length;
    response.still_allowed = api::still_allowed(require);
    response.set("Accept-Ranges", "bytes");
    response.set("ETag", tag_of(audio));
    response.set("Cache-Control", "private, no-store");
    response.set("Content-Disposition",
                 fmt::format("{}; filename=\"{}\"", is_download ? "attachment" : "inline", file_name(audio, call)));
    if (part) {
        response.status = 206;
        response.set("Content-Range", fmt::format("bytes {}-{}/{}", range.first, range.first + range.length - 1, size));
    }
    return response;
}

http::Response show_waveform(const api::Request& request, api::Services& services) {
    const auto waveform = services.database.read(
        [&](database::Transaction& tx) { return get_waveform(tx, request.caller(), request.id<CallId>()); });
    return api::ok(boost::json::object{
        {"duration_seconds", std::chrono::duration<double>(waveform.duration).count()},
        {"channels", http::parse_json(waveform.peaks)},
    });
}

}  // namespace rollcall::calls
