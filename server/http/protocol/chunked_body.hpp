#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rollcall::http {

/// Decodes a chunked body (RFC 9112, section 7.1) from bytes that arrive little by little. Each line ends in CRLF: what
/// cannot be one is refused with the byte that shows it, not when more arrives.
class ChunkedBody {
public:
    /// Bytes of content. Must be set before `decode`.
    void set_limit(std::size_t bytes) { left_ = bytes; }

    /// Decodes as much of `bytes` as belongs to the body, appends its content to `content`, and returns how many bytes
    /// it used: all of them, unless the body is complete. Extensions and trailers are ignored. Throws Error: malformed,
    /// or too_large as soon as a chunk's size exceeds the limit.
    std::size_t decode(std::string_view bytes, std::string& content);
    bool is_complete() const { return state_ == State::complete; }

private:
    enum class State {
        size,
        extension,
        size_line_feed,
        data,
        data_return,
        data_line_feed,
        trailer,
        trailer_line_feed,
        complete,
    };

    void read_byte(char byte);
    void read_size(char byte);
    void begin_data();
    void end_trailer();

    State state_ = State::size;
    std::uint64_t size_ = 0;  ///< of the chunk, or what is left of it
    int digits_ = 0;          ///< of the size
    std::uint64_t left_ = 0;  ///< content that may follow
    std::string line_;        ///< the extensions of a chunk, or a trailer
    std::size_t extension_bytes_ = 0;
    std::size_t trailer_bytes_ = 0;
};

}  // namespace rollcall::http
