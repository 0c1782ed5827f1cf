#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace rollcall::http {

/// A part of a body that is made while it is sent.
struct Piece {
    Piece(std::string text) : bytes(std::move(text)) {}
    /// With a pause the body goes on, even where there is nothing to send yet.
    Piece(std::string text, std::chrono::milliseconds then_pause) : bytes(std::move(text)), pause(then_pause) {}

    std::string bytes;
    std::optional<std::chrono::milliseconds> pause{};  ///< how long to wait, on no thread, before asking for the next

    /// Whether the body ends here.
    bool is_end() const { return bytes.empty() && !pause; }
};

/// Makes a body piece by piece while it is sent, so that it is never held as a whole. Called on a thread of the pool,
/// once the client has taken the piece before; an empty piece without a pause is the end. What it throws breaks the
/// answer off, so that the client sees that it is not complete. A body that pauses ends when the server stops.
using NextPiece = std::function<Piece()>;

/// Whether a body that is on its way may still be sent: asked on a thread of the pool while a client takes its time,
/// also while `next_piece` runs.
using StillAllowed = std::function<bool()>;

/// An answer. The server adds Date, Content-Length or Transfer-Encoding, X-Request-Id and the security headers.
struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    NextPiece next_piece{};                 ///< where it is there, the body comes from it alone
    std::optional<std::uint64_t> length{};  ///< of what the pieces make in all, where that is known beforehand
    /// Where it is there and says no, the connection is cut within a second, with what waits in it to be sent.
    StillAllowed still_allowed{};

    /// A body that is made while it is sent.
    static Response pieces(std::string content_type, NextPiece next_piece);

    /// A JSON document.
    static Response json(int status, std::string document);
    static Response no_content();
    static Response text(int status, std::string body);

    /// Sets a header in place of one of the same name; Set-Cookie is added to those that are there.
    Response& set(std::string name, std::string value);
    /// The header of that name in any case; empty when there is none.
    std::string_view header(std::string_view name) const;
};

/// RFC 9457 problem details for an error: application/problem+json with `code`, `fields` and `request_id`; with
/// Retry-After where the error says how long to wait.
Response problem(const Error& error, std::string_view request_id);

/// The same with another status than the code's: for what only HTTP itself says (408, 417, 431, 505).
Response problem(const Error& error, std::string_view request_id, int status);

/// The HTTP status of each code.
int status_of(ErrorCode code);

/// The stable name of each code: what `code` says in an answer.
std::string_view name_of(ErrorCode code);

}  // namespace rollcall::http
