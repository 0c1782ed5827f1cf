#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <functional>
#include <string_view>

namespace rollcall::contacts {

enum class CsvEncoding : std::uint8_t { utf_8, utf_16_le, utf_16_be, windows_1252 };
BOOST_DESCRIBE_ENUM(CsvEncoding, utf_8, utf_16_le, utf_16_be, windows_1252)

/// Reads all bytes of a file in their order, part by part. Can be called more than once.
using ReadBytes = std::function<void(const std::function<void(std::string_view)>&)>;

/// The encoding of a file: by its byte order mark; without one UTF-16 where every other byte of its beginning is zero,
/// UTF-8 where that explains more of its bytes above 127 than not, and else Windows-1252.
CsvEncoding detect_encoding(const ReadBytes& read);

/// What stands for bytes that are no text in the encoding of the file: U+FFFF, which is no character and in no text.
inline constexpr std::string_view unreadable_mark = "\xef\xbf\xbf";

/// Passes the file's text on in UTF-8, without its byte order mark. What is not valid in `encoding` becomes
/// `unreadable_mark`.
void convert_to_utf_8(CsvEncoding encoding, const ReadBytes& read, const std::function<void(std::string_view)>& write);

}  // namespace rollcall::contacts
