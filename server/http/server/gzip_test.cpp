#include "http/server/gzip.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>
#include <stdexcept>

namespace rollcall::http {
namespace {

/// Throws where the bytes are not one complete gzip file.
std::string decompress(std::string_view compressed, std::size_t size) {
    std::string text(size + 1, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::bad_alloc();
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const auto result = inflate(&stream, Z_FINISH);
    text.resize(text.size() - stream.avail_out);
    const auto rest = stream.avail_in;
    inflateEnd(&stream);
    if (result != Z_STREAM_END || rest != 0) throw std::runtime_error("not a complete gzip file");
    return text;
}

std::string compress_in_parts(std::string_view text, std::size_t part) {
    Gzip gzip;
    std::string compressed;
    for (std::size_t begin = 0; begin < text.size(); begin += part) {
        compressed += gzip.compress(text.substr(begin, part));
    }
    return compressed + gzip.finish();
}

/// Bytes that cannot be compressed, so that the output exceeds every buffer.
std::string make_random_bytes(std::size_t size) {
    std::mt19937 random(14);
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

TEST(Gzip, compresses_a_text_in_parts_of_any_size) {
    std::string text;
    for (int line = 0; line < 1'000; ++line) text += "\"Harbour\",\"" + std::to_string(line) + "\"\r\n";
    for (const std::size_t part : {std::size_t{1}, std::size_t{7}, std::size_t{4'096}, text.size()}) {
        const auto compressed = compress_in_parts(text, part);
        EXPECT_LT(compressed.size(), text.size() / 2) << part;
        EXPECT_EQ(decompress(compressed, text.size()), text) << part;
    }
}

TEST(Gzip, of_nothing_is_an_empty_file) {
    Gzip gzip;
    const auto compressed = gzip.compress("") + gzip.finish();
    EXPECT_FALSE(compressed.empty());
    EXPECT_EQ(decompress(compressed, 0), "");
}

TEST(Gzip, returns_all_of_what_is_larger_than_its_buffers) {
    const auto bytes = make_random_bytes(1024 * 1024);
    EXPECT_TRUE(decompress(compress_in_parts(bytes, bytes.size()), bytes.size()) == bytes);
    EXPECT_TRUE(decompress(compress_in_parts(bytes, 100'000), bytes.size()) == bytes);
}

TEST(Gzip, is_not_complete_before_it_is_finished) {
    Gzip gzip;
    EXPECT_THROW(decompress(gzip.compress("some text"), 9), std::runtime_error);
}

}  // namespace
}  // namespace rollcall::http
