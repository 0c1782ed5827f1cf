#include "http/server/response_compression.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "http/protocol/entity_tag.hpp"
#include "http/server/gzip.hpp"
#include "http/server/limits.hpp"
#include "http/static_files/content_coding.hpp"

namespace rollcall::http {

namespace {

bool is_compressible(const Response& response) {
    const auto type = response.header("Content-Type");
    const bool is_text = type == "application/json" || type.starts_with("text/csv");
    const bool is_large = response.next_chunk || response.body.size() >= smallest_compressed_body;
    return response.status == 200 && is_text && is_large && response.header("ETag").empty() &&
           response.header("Content-Encoding").empty();
}

/// Counts one of the streams that are compressed at the same time, until it is destroyed.
class StreamPlace {
public:
    StreamPlace() : number_(++count_) {}
    ~StreamPlace() { --count_; }
    StreamPlace(const StreamPlace&) = delete;
    StreamPlace& operator=(const StreamPlace&) = delete;

    bool is_free() const { return number_ <= max_compressed_streams; }

private:
    static inline std::atomic<std::size_t> count_ = 0;
    const std::size_t number_;
};

/// Produces the chunks of a body compressed. An empty chunk would end the body, so it asks for more until one is ready.
NextChunk compress_chunks(NextChunk next_chunk, std::shared_ptr<StreamPlace> place) {
    // Shared, since a function object must be copyable.
    return [next_chunk = std::move(next_chunk), place = std::move(place), gzip = std::make_shared<Gzip>(),
            is_finished = false]() mutable -> Chunk {
        if (is_finished) return std::string();
        for (;;) {
            auto chunk = next_chunk();
            is_finished = chunk.is_end();
            auto compressed = is_finished ? gzip->finish() : gzip->compress(chunk.bytes);
            if (chunk.pause) return {std::move(compressed), *chunk.pause};
            if (is_finished || !compressed.empty()) return compressed;
        }
    };
}

}  // namespace

void compress_when_large(const Request& request, Response& response) {
    if (!is_compressible(response)) return;
    response.set("Vary", "Accept-Encoding");
    if (choose_coding(join_header_values(request, "accept-encoding"), {.gzip = true}) != Coding::gzip) return;
    if (response.next_chunk) {
        auto place = std::make_shared<StreamPlace>();
        if (!place->is_free()) return;
        response.set("Content-Encoding", "gzip");
        response.next_chunk = compress_chunks(std::move(response.next_chunk), std::move(place));
        response.length.reset();
        return;
    }
    response.set("Content-Encoding", "gzip");
    Gzip gzip;
    auto compressed = gzip.compress(response.body);
    compressed += gzip.finish();
    response.body = std::move(compressed);
}

}  // namespace rollcall::http
