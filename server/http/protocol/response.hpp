#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rollcall::http {

/// A chunk of a body that is produced while it is sent.
struct Chunk {
    Chunk(std::string text) : bytes(std::move(text)) {}
    /// With a pause the body continues, even when the chunk is empty.
    Chunk(std::string text, std::chrono::milliseconds then_pause) : bytes(std::move(text)), pause(then_pause) {}

    std::string bytes;
    std::optional<std::chrono::milliseconds> pause{};  ///< before the next chunk is produced; no thread waits

    /// Whether this is the end of the body.
    bool is_end() const { return bytes.empty() && !pause; }
};

/// Produces a body chunk by chunk while it is sent, so that it is never in memory as a whole. Called on a thread of the
/// pool, after the chunk before was sent; an empty chunk without a pause is the end. An exception breaks the response
/// off, so that the client sees that it is incomplete. A body that pauses ends when the server stops.
using NextChunk = std::function<Chunk()>;

/// Whether the caller still has access to a body that is being sent. Called on a thread of the pool while the client is
/// slow, also while the next chunk is produced.
using AccessCheck = std::function<bool()>;

/// A response. The server adds Date, Content-Length or Transfer-Encoding, X-Request-Id and the security headers.
struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    NextChunk next_chunk{};                 ///< if set, it produces the body and `body` is not used
    std::optional<std::uint64_t> length{};  ///< of a streamed body, if it is known
    /// If set and false, the connection is reset within a second, and unsent bytes are discarded.
    AccessCheck access_check{};
    /// If set, it is the body and `body` is not used: content that is in memory anyway, and is not copied for each
    /// response.
    std::shared_ptr<const std::string> shared_body{};

    /// The body, unless it is produced while it is sent.
    const std::string& whole_body() const { return shared_body ? *shared_body : body; }

    /// A streamed response: its body is produced while it is sent.
    static Response stream(std::string content_type, NextChunk next_chunk);

    /// A JSON document.
    static Response json(int status, std::string document);
    static Response no_content();
    static Response text(int status, std::string body);

    /// Sets a header and replaces one of the same name; Set-Cookie is added to existing ones.
    Response& set(std::string name, std::string value);
    /// The header of that name, in any case; empty when there is none.
    std::string_view header(std::string_view name) const;
};

}  // namespace rollcall::http
