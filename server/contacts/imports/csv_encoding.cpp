#include "contacts/imports/csv_encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>

namespace rollcall::contacts {

namespace {

constexpr std::string_view utf_8_mark = "\xef\xbb\xbf";
constexpr std::string_view utf_16_le_mark = "\xff\xfe";
constexpr std::string_view utf_16_be_mark = "\xfe\xff";

/// Counts the characters of UTF-8 that have several bytes, and the bytes above 127 that are in none.
class Utf8Counter {
public:
    void add(std::string_view bytes) {
        for (const unsigned char byte : bytes) add(byte);
    }
    /// Bytes of a character that the end of the file cuts off count as invalid.
    bool is_utf_8() const { return valid_ >= invalid_ + (missing_ > 0 ? 1 : 0); }

private:
    void add(unsigned char byte) {
        if (missing_ > 0) {
            if (byte >= lowest_ && byte <= highest_) {
                lowest_ = 0x80;
                highest_ = 0xBF;
                if (--missing_ == 0) ++valid_;
                return;
            }
            ++invalid_;
            missing_ = 0;
        }
        if (byte < 0x80) return;
        lowest_ = 0x80;
        highest_ = 0xBF;
        if (byte >= 0xC2 && byte <= 0xDF) {
            missing_ = 1;
        } else if (byte >= 0xE0 && byte <= 0xEF) {
            missing_ = 2;
            if (byte == 0xE0) lowest_ = 0xA0;
            if (byte == 0xED) highest_ = 0x9F;
        } else if (byte >= 0xF0 && byte <= 0xF4) {
            missing_ = 3;
            if (byte == 0xF0) lowest_ = 0x90;
            if (byte == 0xF4) highest_ = 0x8F;
        } else {
            ++invalid_;
        }
    }

    std::uint64_t valid_ = 0;
    std::uint64_t invalid_ = 0;
    int missing_ = 0;  // bytes of the character that has begun
    unsigned char lowest_ = 0x80;
    unsigned char highest_ = 0xBF;
};

/// How often each of both bytes of a pair is zero.
struct ZeroCounts {
    std::uint64_t even = 0;
    std::uint64_t odd = 0;
};

ZeroCounts count_zeros(std::string_view bytes) {
    ZeroCounts counts;
    for (std::size_t index = 0; index < bytes.size(); ++index) {
        if (bytes[index] == '\0') ++(index % 2 == 0 ? counts.even : counts.odd);
    }
    return counts;
}

const char* converter_name(CsvEncoding encoding) {
    switch (encoding) {
        case CsvEncoding::utf_8:
            return "UTF-8";
        case CsvEncoding::utf_16_le:
            return "UTF-16LE";
        case CsvEncoding::utf_16_be:
            return "UTF-16BE";
        case CsvEncoding::windows_1252:
            return "windows-1252";
    }
    throw std::logic_error("an encoding without a converter");
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name, &status), ucnv_close);
    if (U_FAILURE(status)) throw std::logic_error(std::string("ICU has no converter ") + name);
    return converter;
}

void write_unreadable_mark(const void*, UConverterToUnicodeArgs* arguments, const char*, int32_t,
                           UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;
    *status = U_ZERO_ERROR;
    constexpr UChar mark = 0xFFFF;
    ucnv_cbToUWriteUChars(arguments, &mark, 1, 0, status);
}

/// Converts a file that arrives part by part.
class Conversion {
public:
    Conversion(CsvEncoding encoding, const std::function<void(std::string_view)>& write)
        : from_(open_converter(converter_name(encoding))), to_(open_converter("UTF-8")), write_(write) {
        UErrorCode status = U_ZERO_ERROR;
        ucnv_setToUCallBack(from_.get(), write_unreadable_mark, nullptr, nullptr, nullptr, &status);
    }

    void add(std::string_view bytes, bool is_end) {
        const char* source = bytes.data();
        const char* const source_end = source + bytes.size();
        for (;;) {
            std::array<char, 64 * 1024> buffer;
            char* target = buffer.data();
            UErrorCode status = U_ZERO_ERROR;
            ucnv_convertEx(to_.get(), from_.get(), &target, target + buffer.size(), &source, source_end, pivot_.data(),
                           &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), is_first_, is_end, &status);
            is_first_ = false;
            write_without_mark({buffer.data(), static_cast<std::size_t>(target - buffer.data())});
            if (status == U_BUFFER_OVERFLOW_ERROR) continue;
            if (U_FAILURE(status)) throw std::logic_error(std::string("ICU cannot convert: ") + u_errorName(status));
            return;
        }
    }

private:
    void write_without_mark(std::string_view text) {
        if (text.empty()) return;
        if (is_beginning_ && text.starts_with(utf_8_mark)) text.remove_prefix(utf_8_mark.size());
        is_beginning_ = false;
        if (!text.empty()) write_(text);
    }

    Converter from_;
    Converter to_;
    const std::function<void(std::string_view)>& write_;
    std::array<UChar, 4096> pivot_;
    UChar* pivot_source_ = pivot_.data();
    UChar* pivot_target_ = pivot_.data();
    UBool is_first_ = true;
    bool is_beginning_ = true;
};

}  // namespace

CsvEncoding detect_encoding(const ReadBytes& read) {
    constexpr std::size_t beginning_bytes = 4096;
    std::string beginning;
    Utf8Counter counter;
    read([&](std::string_view bytes) {
        beginning += bytes.substr(0, beginning_bytes - std::min(beginning_bytes, beginning.size()));
        counter.add(bytes);
    });
    if (beginning.starts_with(utf_8_mark)) return CsvEncoding::utf_8;
    if (beginning.starts_with(utf_16_le_mark)) return CsvEncoding::utf_16_le;
    if (beginning.starts_with(utf_16_be_mark)) return CsvEncoding::utf_16_be;
    // In UTF-16, separators, digits and line ends have a zero byte in every script; other encodings have few.
    const auto zeros = count_zeros(beginning);
    const auto many = beginning.size() / 10;
    if (zeros.odd > many && zeros.even == 0) return CsvEncoding::utf_16_le;
    if (zeros.even > many && zeros.odd == 0) return CsvEncoding::utf_16_be;
    return counter.is_utf_8() ? CsvEncoding::utf_8 : CsvEncoding::windows_1252;
}

void convert_to_utf_8(CsvEncoding encoding, const ReadBytes& read, const std::function<void(std::string_view)>& write) {
    Conversion conversion(encoding, write);
    read([&](std::string_view bytes) { conversion.add(bytes, false); });
    conversion.add("", true);
}

}  // namespace rollcall::contacts
