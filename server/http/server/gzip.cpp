#include "http/server/gzip.hpp"

#include <zlib.h>

#include <array>
#include <limits>
#include <new>
#include <stdexcept>

namespace rollcall::http {

namespace {

/// Half the time of the default level, for some percent more bytes.
constexpr int level = 4;
constexpr int window_bits = 15 + 16;  ///< with the header of gzip
constexpr int memory_level = 8;

}  // namespace

struct Gzip::State {
    z_stream stream{};

    State() {
        if (deflateInit2(&stream, level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~State() { deflateEnd(&stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    std::string run(std::string_view part, int flush) {
        if (part.size() > std::numeric_limits<uInt>::max()) throw std::length_error("a part of a body is too large");
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
        stream.avail_in = static_cast<uInt>(part.size());
        std::string compressed;
        std::array<char, 16 * 1024> buffer{};
        do {
            stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
            stream.avail_out = buffer.size();
            deflate(&stream, flush);
            compressed.append(buffer.data(), buffer.size() - stream.avail_out);
        } while (stream.avail_out == 0);
        return compressed;
    }
};

Gzip::Gzip() : state_(std::make_unique<State>()) {}
Gzip::~Gzip() = default;
Gzip::Gzip(Gzip&&) noexcept = default;
Gzip& Gzip::operator=(Gzip&&) noexcept = default;

std::string Gzip::compress(std::string_view part) { return state_->run(part, Z_NO_FLUSH); }
std::string Gzip::finish() { return state_->run({}, Z_FINISH); }

}  // namespace rollcall::http
