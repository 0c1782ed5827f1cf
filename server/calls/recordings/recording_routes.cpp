#include "calls/recordings/recording_routes.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "api/access_check.hpp"
#include "api/respond.hpp"
#include "calls/call_limits.hpp"
#include "calls/recordings/recordings.hpp"
#include "core/error.hpp"
#include "core/time_zone.hpp"
#include "http/json/json.hpp"
#include "storage/blobs.hpp"

namespace rollcall::calls {

namespace {

constexpr std::pair<std::string_view, std::string_view> file_extensions[] = {
    {"audio/wav", ".wav"}, {"audio/mpeg", ".mp3"}, {"audio/flac", ".flac"}, {"audio/ogg", ".ogg"}};

// With the day of the call as the page shows it.
std::string file_name(const RecordingAudio& audio, const CallId& call, const std::string& time_zone) {
    const auto day = format_day(Calendar(time_zone).day_of(audio.call_started_at));
    const auto found =
        std::ranges::find(file_extensions, audio.content_type, &std::pair<std::string_view, std::string_view>::first);
    const auto extension = found == std::end(file_extensions) ? std::string_view() : found->second;
    return fmt::format("call-{}-{}{}", day, call.text(), extension);
}

/// The bytes of a blob never change, so its name is the tag.
std::string entity_tag_of(const RecordingAudio& audio) {
    return '"' + audio.blob.substr(audio.blob.rfind('/') + 1) + '"';
}

std::shared_ptr<storage::Blob> open_audio(storage::Blobs& blobs, const RecordingAudio& audio) {
    std::shared_ptr<storage::Blob> blob = blobs.open(audio.blob);
    if (blob) return blob;
    spdlog::error("The recording {} is not in the storage", audio.blob);
    throw Error::unavailable("The recording cannot be read at the moment.");
}

/// Calls `require` before each chunk.
http::NextChunk read_chunks(std::shared_ptr<storage::Blob> blob, http::ByteRange range, std::function<void()> require) {
    return [blob = std::move(blob), range, require = std::move(require)]() mutable -> std::string {
        require();
        auto bytes = blob->read(range.first, std::min(range.length, recording_chunk_size));
        range.first += bytes.size();
        range.length -= bytes.size();
        return bytes;
    };
}

http::Response refuse_range(const api::Request& request, std::uint64_t size) {
    auto response =
        request.problem(Error(ErrorCode::range_not_satisfiable, fmt::format("The recording has {} bytes.", size)));
    response.set("Content-Range", fmt::format("bytes */{}", size));
    return response;
}

}  // namespace

http::Response handle_get_recording(const api::Request& request, api::Services& services) {
    const auto call = request.id<CallId>();
    const auto context = request.context(services);
    const bool is_download = request.flag("download");
    const auto audio = get_recording_audio(context, call);
    auto blob = open_audio(services.blobs, audio);
    const auto size = blob->size();
    const auto asked_range = request.range(size, entity_tag_of(audio));
    if (std::holds_alternative<http::UnsatisfiableRange>(asked_range)) return refuse_range(request, size);

    const auto* part = std::get_if<http::ByteRange>(&asked_range);
    const auto range = part ? *part : http::ByteRange{0, size};
    const auto require = [context, call, blob = audio.blob] { require_may_listen(context, call, blob); };
    auto response = http::Response::stream(audio.content_type, read_chunks(std::move(blob), range, require));
    response.length = range.length;
    response.access_check = api::make_access_check(require);
    response.set("Accept-Ranges", "bytes");
    response.set("ETag", entity_tag_of(audio));
    response.set("Cache-Control", "private, no-store");
    response.set("Content-Disposition", fmt::format("{}; filename=\"{}\"", is_download ? "attachment" : "inline",
                                                    file_name(audio, call, context.caller.details.time_zone)));
    if (part) {
        response.status = 206;
        response.set("Content-Range", fmt::format("bytes {}-{}/{}", range.first, range.first + range.length - 1, size));
    }
    return response;
}

http::Response handle_get_waveform(const api::Request& request, api::Services& services) {
    const auto waveform = get_waveform(request.context(services), request.id<CallId>());
    return api::respond_ok(boost::json::object{
        {"duration_seconds", std::chrono::duration<double>(waveform.duration).count()},
        {"channels", http::parse_json(waveform.peaks)},
    });
}

}  // namespace rollcall::calls
