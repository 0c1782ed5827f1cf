#include "http/protocol/chunked_body.hpp"

#include <algorithm>
#include <array>

#include "core/error.hpp"
#include "http/protocol/ascii.hpp"
#include "http/protocol/limits.hpp"

namespace rollcall::http {

namespace {

constexpr int max_size_digits = 16;

[[noreturn]] void refuse() { throw Error::malformed("The request's body cannot be read."); }

void require(bool is_valid) {
    if (!is_valid) refuse();
}

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size())); }

/// Removes a token from the beginning. False when there is none.
bool skip_token(std::string_view& text) {
    const auto end = std::ranges::find_if_not(text, is_token_letter);
    if (end == text.begin()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    return true;
}

/// The same for a quoted text (RFC 9110, section 5.6.4); its control characters are refused before.
bool skip_quoted(std::string_view& text) {
    if (!text.starts_with('"')) return false;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            text.remove_prefix(at + 1);
            return true;
        }
    }
    return false;
}

/// RFC 9112, section 7.1.1: *( BWS ";" BWS name [ BWS "=" BWS value ] )
bool are_extensions(std::string_view text) {
    while (!text.empty()) {
        skip_blanks(text);
        if (!text.starts_with(';')) return false;
        text.remove_prefix(1);
        skip_blanks(text);
        if (!skip_token(text)) return false;

        auto after = text;
        skip_blanks(after);
        if (!after.starts_with('=')) continue;
        after.remove_prefix(1);
        skip_blanks(after);
        if (!skip_token(after) && !skip_quoted(after)) return false;
        text = after;
    }
    return true;
}

/// A header that is ignored here but that others may take for one of the request (RFC 9110, section 6.5.1).
bool is_forbidden_as_trailer(std::string_view name) {
    constexpr std::array<std::string_view, 5> names{"content-length", "transfer-encoding", "host", "connection",
                                                    "trailer"};
    return std::ranges::any_of(names, [&](auto each) { return equals_ignoring_case(each, name); });
}

bool is_trailer(std::string_view line) {
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    return colon != std::string_view::npos && is_token(name) && !is_forbidden_as_trailer(name);
}

}  // namespace

std::size_t ChunkedBody::decode(std::string_view bytes, std::string& content) {
    std::size_t used = 0;
    while (used < bytes.size() && state_ != State::complete) {
        if (state_ != State::data) {
            read_byte(bytes[used++]);
            continue;
        }
        const auto part = bytes.substr(used, size_);
        content.append(part);
        used += part.size();
        size_ -= part.size();
        if (size_ == 0) state_ = State::data_return;
    }
    return used;
}

void ChunkedBody::read_byte(char byte) {
    switch (state_) {
        case State::size:
            return read_size(byte);
        case State::extension:
            if (byte == '\r') {
                require(are_extensions(line_));
                state_ = State::size_line_feed;
                return;
            }
            require(!is_control_in_value(byte));
            if (++extension_bytes_ > max_chunk_extension_bytes) throw Error::malformed("A chunk's line is too long.");
            line_ += byte;
            return;
        case State::size_line_feed:
            require(byte == '\n');
            return begin_data();
        case State::data_return:
            require(byte == '\r');
            state_ = State::data_line_feed;
            return;
        case State::data_line_feed:
            require(byte == '\n');
            state_ = State::size;
            return;
        case State::trailer:
            if (++trailer_bytes_ > max_trailer_bytes) throw Error::malformed("The request's trailers are too long.");
            if (byte == '\r') {
                require(line_.empty() || is_trailer(line_));
                state_ = State::trailer_line_feed;
                return;
            }
            require(line_.empty() ? is_token_letter(byte) : !is_control_in_value(byte));
            line_ += byte;
            return;
        case State::trailer_line_feed:
            require(byte == '\n');
            return end_trailer();
        case State::data:
        case State::complete:
            return;
    }
}

void ChunkedBody::read_size(char byte) {
    if (const int value = hex_value(byte); value >= 0) {
        require(++digits_ <= max_size_digits);
        size_ = size_ << 4 | static_cast<std::uint64_t>(value);
        return;
    }
    require(digits_ > 0);
    if (byte == '\r') {
        state_ = State::size_line_feed;
        return;
    }
    require(byte == ';' || byte == ' ' || byte == '\t');
    state_ = State::extension;
    read_byte(byte);
}

void ChunkedBody::begin_data() {
    if (size_ > left_) throw Error(ErrorCode::too_large, "The request body is too large.");
    left_ -= size_;
    digits_ = 0;
    line_.clear();
    state_ = size_ == 0 ? State::trailer : State::data;
}

void ChunkedBody::end_trailer() {
    state_ = line_.empty() ? State::complete : State::trailer;
    line_.clear();
}

}  // namespace rollcall::http
